// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import io.trunkline.emulator.evidence.Seen;
import java.util.Map;

/** An error in Twilio's form: an HTTP status, Twilio's own code, and words nobody may rely on. */
@Seen(
    what = "An error is a document with code, message, more_info and status.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/twilios-response")
public final class Refusal extends RuntimeException {
  private final int status;
  private final int code;
  private final Map<String, String> headers;

  public Refusal(int status, int code, String message) {
    this(status, code, message, Map.of());
  }

  public Refusal(int status, int code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  /** Status 400 with the code. */
  public static Refusal badRequest(int code, String message) {
    return new Refusal(400, code, message);
  }

  /** Status 404 as Twilio words it. */
  public static Refusal notFound(String path) {
    return new Refusal(404, 20404, "The requested resource " + path + " was not found");
  }

  public int status() {
    return status;
  }

  public int code() {
    return code;
  }

  /** The error document. */
  public Answer answer() {
    var document =
        Json.object(
            json -> {
              json.writeNumberProperty("code", code);
              if (status == 401) {
                json.writeStringProperty("detail", "Your AccountSid or AuthToken was incorrect.");
              }
              json.writeStringProperty("message", getMessage());
              json.writeStringProperty("more_info", "https://www.twilio.com/docs/errors/" + code);
              json.writeNumberProperty("status", status);
            });
    return new Answer(status, "application/json;charset=utf-8", document, headers);
  }
}
