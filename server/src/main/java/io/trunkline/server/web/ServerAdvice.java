// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns what Spring itself refuses into our problems: no such path, wrong method, wrong media type,
 * a parameter of the wrong type. Comes before the gateway's own advice, which takes care of what
 * our controllers throw and holds the rest for a fault.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
final class ServerAdvice extends ResponseEntityExceptionHandler {

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var refusal = refusal(e, status.value(), request);
    return ResponseEntity.status(refusal.code().status())
        .headers(headers)
        .contentType(MediaType.valueOf(Problem.MEDIA_TYPE))
        .body(Problem.of(refusal));
  }

  /** Tomcat's word for a query that cannot be decoded. */
  @ExceptionHandler
  ResponseEntity<Problem> undecodable(InvalidParameterException e) {
    var refusal = Refusal.of(EdgeRefusal.BAD_REQUEST, "The query is not percent-encoded UTF-8");
    return ResponseEntity.status(refusal.code().status())
        .contentType(MediaType.valueOf(Problem.MEDIA_TYPE))
        .body(Problem.of(refusal));
  }

  private static Refusal refusal(Exception e, int status, WebRequest request) {
    return switch (e) {
      case HttpMessageNotReadableException unreadable ->
          Refusal.of(RequestRefusal.MALFORMED_JSON, "The body could not be read as JSON");
      case HttpRequestMethodNotSupportedException method ->
          Refusal.of(
              RequestRefusal.METHOD_NOT_ALLOWED,
              "Allowed here: " + method.getSupportedHttpMethods());
      case HttpMediaTypeNotSupportedException type ->
          Refusal.of(RequestRefusal.UNSUPPORTED_MEDIA_TYPE, "Send " + wanted(type));
      case MissingServletRequestParameterException missing ->
          Refusal.at(RequestRefusal.REQUIRED, "query:" + missing.getParameterName(), "is required");
      case MissingRequestValueException missing ->
          Refusal.of(RequestRefusal.REQUIRED, "Something that is required is missing");
      case MethodArgumentTypeMismatchException mismatch ->
          Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "query:" + mismatch.getName(),
              "has a value it cannot have");
      case TypeMismatchException mismatch ->
          Refusal.of(RequestRefusal.INVALID_VALUE, "A value is of the wrong type");
      default ->
          status == 404 && request instanceof ServletWebRequest web
              ? Refusal.of(
                  RequestRefusal.NOT_FOUND,
                  "There is nothing at " + web.getRequest().getRequestURI())
              : Problems.ofStatus(status);
    };
  }

  private static MediaType wanted(HttpMediaTypeNotSupportedException type) {
    return type.getSupportedMediaTypes().equals(List.of(MediaType.APPLICATION_NDJSON))
        ? MediaType.APPLICATION_NDJSON
        : MediaType.APPLICATION_JSON;
  }
}
