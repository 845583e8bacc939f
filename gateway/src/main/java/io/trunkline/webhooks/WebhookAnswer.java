// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request to an endpoint.
 *
 * @param statusCode null if there was no answer
 * @param failure why there was none; null if there was
 * @param answer the beginning of its body
 * @param took from the look-up of the host to the last byte read
 * @param retryAt the earliest time at which it wants to hear again; null if it did not say
 */
public record WebhookAnswer(
    @Nullable Integer statusCode,
    @Nullable String failure,
    String answer,
    Duration took,
    @Nullable Instant retryAt) {

  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  static WebhookAnswer none(String failure, Duration took) {
    return new WebhookAnswer(null, failure, "", took, null);
  }

  /** Whether it was taken; a redirect is no taking. */
  public boolean isDelivered() {
    return statusCode != null && statusCode / 100 == 2;
  }

  boolean isGone() {
    return statusCode != null && statusCode == GONE;
  }

  /** Until when it wants to hear of nothing; empty if it is only about this one. */
  Optional<Instant> restsUntil() {
    return statusCode != null && (statusCode == TOO_MANY || statusCode == UNAVAILABLE)
        ? Optional.ofNullable(retryAt)
        : Optional.empty();
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "WebhookAnswer[" + statusCode + ", " + failure + ", " + took + "]";
  }
}
