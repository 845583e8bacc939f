// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns whatever leaves one of our controllers by throwing into a problem. Confined to our own
 * packages, so that a host application keeps its own manners.
 */
@RestControllerAdvice(basePackages = "io.trunkline")
class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> refused(RefusalException e) {
    return answer(e.refusal());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
    // The parser's own message quotes the body, which may hold a text or a number.
    log.debug("Unreadable request body: {}", e.getClass().getSimpleName());
    return answer(Refusal.of(RequestRefusal.MALFORMED_JSON, "The body could not be read as JSON"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unconvertible(MethodArgumentTypeMismatchException e) {
    var pointer = "query:" + e.getName();
    return answer(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, "has another form"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unsupported(HttpMediaTypeNotSupportedException e) {
    return answer(Refusal.of(RequestRefusal.UNSUPPORTED_MEDIA_TYPE, "Send application/json"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unacceptable(HttpMediaTypeNotAcceptableException e) {
    return answer(Refusal.of(RequestRefusal.NOT_ACCEPTABLE, "Accept application/json"));
  }

  /**
   * The database is away or too busy. A failed commit is among these: whether it was made is not
   * known here, which is what the Idempotency-Key of a repeated request settles.
   */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<Problem> unavailable(Exception e) {
    log.warn("Answered 503, the caller may repeat: {}", e.toString());
    return ResponseEntity.status(RequestRefusal.UNAVAILABLE.status())
        .header(HttpHeaders.RETRY_AFTER, "2")
        .contentType(MediaType.valueOf(Problem.MEDIA_TYPE))
        .body(Problem.of(Refusal.ofFailure(e)));
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Problem> broken(Exception e) {
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      log.debug("Nobody waits for this answer any more: {}", e.toString());
      return null;
    }
    log.error("Answered 500; what the request had begun is rolled back", e);
    return answer(Refusal.ofFailure(e));
  }

  private static ResponseEntity<Problem> answer(Refusal refusal) {
    var problem = Problem.of(refusal);
    var answer = ResponseEntity.status(problem.status());
    if (problem.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
    }
    return answer.contentType(MediaType.valueOf(Problem.MEDIA_TYPE)).body(problem);
  }
}
