// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Problems where there is no controller to throw one. */
final class Problems {

  private Problems() {}

  /** What to say when only the HTTP status of an error is known. */
  static Refusal ofStatus(int status) {
    return switch (status) {
      case 401 -> Refusal.of(RequestRefusal.UNAUTHENTICATED, "Send Authorization: Bearer tk_…");
      case 404 -> Refusal.of(RequestRefusal.NOT_FOUND, "Check the path");
      case 405 -> Refusal.of(RequestRefusal.METHOD_NOT_ALLOWED, "Check the method");
      case 406 -> Refusal.of(RequestRefusal.NOT_ACCEPTABLE, "Accept application/json");
      case 413 -> Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "Send less at once");
      case 415 -> Refusal.of(RequestRefusal.UNSUPPORTED_MEDIA_TYPE, "Send application/json");
      case 431 -> Refusal.of(EdgeRefusal.HEADERS_TOO_LARGE, "Send fewer or shorter headers");
      case 501 -> Refusal.of(EdgeRefusal.NOT_IMPLEMENTED, "Use HTTP/1.1, chunked or with a length");
      case 505 -> Refusal.of(EdgeRefusal.HTTP_VERSION_NOT_SUPPORTED, "Use HTTP/1.1");
      case 503 -> Refusal.of(RequestRefusal.UNAVAILABLE, "Try again later");
      default ->
          status < 500
              ? Refusal.of(EdgeRefusal.BAD_REQUEST, "Check the request line and the headers")
              : Refusal.of(RequestRefusal.INTERNAL_ERROR, "The log of the server has the reason");
    };
  }

  static void write(Refusal refusal, HttpServletResponse response) throws IOException {
    var bytes = JsonMapper.shared().writeValueAsBytes(Problem.of(refusal));
    response.setStatus(refusal.code().status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
