// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

/** What any request can be refused for, whatever room it is meant for. */
public enum RequestRefusal implements RefusalCode {
  INVALID_REQUEST(422, "The request has several errors"),
  REQUIRED(422, "A field is missing"),
  UNKNOWN_FIELD(422, "A field is not known here"),
  INVALID_VALUE(422, "A field has a value it cannot have"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not accepted here"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  NOT_ACCEPTABLE(406, "The answer is JSON, which the request does not accept"),
  NOT_FOUND(404, "There is nothing at this address"),
  REQUEST_TOO_LARGE(413, "The request is too large"),
  UNAUTHENTICATED(401, "A valid API key is needed"),
  MISSING_SCOPE(403, "This API key may not do that"),
  UNAVAILABLE(503, "Trunkline cannot do this right now"),
  INTERNAL_ERROR(500, "Something went wrong on our side");

  private final int status;
  private final String title;

  RequestRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
