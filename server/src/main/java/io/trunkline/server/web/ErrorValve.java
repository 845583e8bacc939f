// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.Problem;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last word on a request that never reached the application: a request line or header that
 * Tomcat cannot read. Tomcat makes it by its name.
 */
public final class ErrorValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ErrorValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    var status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    // Tomcat has one status for all that is wrong with headers and says 400 for long ones too.
    var problem = Problem.of(Problems.ofStatus(status));
    try {
      response.setContentType(Problem.MEDIA_TYPE);
      response.setCharacterEncoding("utf-8");
      var reporter = response.getReporter();
      if (reporter != null) {
        reporter.write(JsonMapper.shared().writeValueAsString(problem));
        response.finishResponse();
      }
    } catch (IOException e) {
      log.debug("The caller was gone before it got its error: {}", e.toString());
    }
  }
}
