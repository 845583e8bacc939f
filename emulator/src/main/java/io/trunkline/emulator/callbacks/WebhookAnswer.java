// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import org.jspecify.annotations.Nullable;

/**
 * What came back for a callback.
 *
 * @param status the HTTP status, 0 if there was no answer
 * @param problem Twilio's code for what went wrong on the way, null if there was an answer
 * @param detail what went wrong, for a person; empty if nothing did
 * @param attempts how often it was sent; 0 if a fault kept it back
 */
public record WebhookAnswer(
    int status,
    String contentType,
    String body,
    @Nullable Integer problem,
    String detail,
    int attempts) {
  static WebhookAnswer unreached(int problem, @Nullable String detail, int attempts) {
    return new WebhookAnswer(0, "", "", problem, detail == null ? "" : detail, attempts);
  }

  /** Whether there was an answer with a status of success. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
