// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.signatures.CallbackRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP end of the road of callbacks. A filter, so that it stands before the host application's
 * own security, which knows nothing of Twilio's signatures, and before anything that consumes the
 * body they are made over.
 */
final class CallbackFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(CallbackFilter.class);

  private static final int MAX_PATH_LENGTH = 1024;

  private final transient CallbackRoutes routes;
  private final transient CallbackIntake intake;

  CallbackFilter(CallbackRoutes routes, CallbackIntake intake) {
    this.routes = routes;
    this.intake = intake;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      checkMethod(request, response);
      var match = match(CallbackRequest.path(request));
      if (match.equals(CallbackRoutes.UNEXPECTED)) {
        keepUnexpected(request);
        throw nothingHere();
      }
      var reply = intake.take(CallbackRequest.read(request), match);
      write(response, match.route(), reply.orElse(null));
    } catch (RefusalException e) {
      write(response, e.refusal());
    } catch (DataAccessException | TransactionException e) {
      // The message of the database may quote the row.
      log.warn(
          "A callback could not be stored ({}), Twilio is told 503", e.getClass().getSimpleName());
      response.setHeader("Retry-After", "2");
      write(response, Refusal.of(RequestRefusal.UNAVAILABLE, "The callback could not be stored"));
    }
  }

  private static void checkMethod(HttpServletRequest request, HttpServletResponse response) {
    if (!request.getMethod().equals("POST") && !request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, POST");
      throw Refusal.of(RequestRefusal.METHOD_NOT_ALLOWED, "Twilio calls by POST or GET")
          .asException();
    }
  }

  private CallbackRoutes.Match match(String path) {
    if (path.length() > MAX_PATH_LENGTH) {
      throw nothingHere();
    }
    return routes.at(path).orElse(CallbackRoutes.UNEXPECTED);
  }

  /** What Twilio has certainly sent is kept; whoever sent it is told the same. */
  private void keepUnexpected(HttpServletRequest request) {
    if (request.getHeader("X-Twilio-Signature") == null) {
      return;
    }
    try {
      var _ = intake.take(CallbackRequest.read(request), CallbackRoutes.UNEXPECTED);
    } catch (RefusalException e) {
      log.debug("Somebody called where nothing is expected", e);
    }
  }

  private static RefusalException nothingHere() {
    return Refusal.of(RequestRefusal.NOT_FOUND, "No callback is expected at this address")
        .asException();
  }

  private static void write(
      HttpServletResponse response, CallbackRoute route, @Nullable CallbackReply reply)
      throws IOException {
    switch (reply) {
      case CallbackReply.Twiml(var xml) ->
          write(response, HttpServletResponse.SC_OK, "text/xml", xml);
      case CallbackReply.After(var end, var then) -> {
        await(end);
        write(response, route, then);
      }
      case null, default -> {
        // What says nothing where something may be expected.
        if (route.repliesWithTwiml()) {
          write(response, route, CallbackReply.Twiml.SILENCE);
        } else {
          response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
      }
    }
  }

  /** What is to be said is true already, whether or not anybody could wait for the rest. */
  private static void await(Runnable end) {
    try {
      end.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "Twilio is answered without knowing whether all has ended ({})",
          e.getClass().getSimpleName());
    }
  }

  private static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    write(
        response,
        refusal.code().status(),
        Problem.MEDIA_TYPE,
        JsonMapper.shared().writeValueAsString(Problem.of(refusal)));
  }

  private static void write(HttpServletResponse response, int status, String type, String body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setCharacterEncoding(UTF_8);
    response.getOutputStream().write(body.getBytes(UTF_8));
  }
}
