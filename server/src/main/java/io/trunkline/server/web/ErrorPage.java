// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where Tomcat sends a request that failed outside of a controller, in a filter for example. */
@Controller
final class ErrorPage implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request) {
    var refusal =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
            ? Problems.ofStatus(status)
            : Problems.ofStatus(404);
    return ResponseEntity.status(refusal.code().status())
        .contentType(MediaType.valueOf(Problem.MEDIA_TYPE))
        .body(Problem.of(refusal));
  }
}
