// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/** A file as an answer to a browser or to Twilio. It came from a stranger: it may run nothing. */
final class MediaAnswer {

  private MediaAnswer() {}

  static void write(
      Media media, MediaFile file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    if (response.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
    if (new ServletWebRequest(request, response).checkNotModified("\"" + file.sha256() + "\"")) {
      return;
    }
    if (media.isOfKnownType(file)) {
      response.setContentType(file.contentType());
    } else {
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment");
    }
    response.setContentLengthLong(file.size());
    if (!HttpMethod.HEAD.matches(request.getMethod())) {
      media.write(file, response.getOutputStream());
    }
  }
}
