// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.fault;

import io.trunkline.emulator.clock.EmulatorClock;
import java.time.Duration;

/**
 * When something goes wrong, and what.
 *
 * @param method the HTTP method it is about, {@code "*"} for any
 * @param path part of the path, or, with asterisks that stand for anything, the whole path; for
 *     callbacks the path of the URL that is called; {@code ""} for any
 * @param probability how likely it strikes a request that matches, above 0 and at most 1
 * @param count how often it strikes at most
 * @param status the HTTP status answered by those kinds that answer one, 400 to 599
 * @param code Twilio's error code in that answer; 0 for the one that belongs to the status
 * @param delay how long those kinds wait that wait
 */
public record FaultRule(
    FaultKind kind,
    String method,
    String path,
    double probability,
    int count,
    int status,
    int code,
    Duration delay) {
  private static final Duration DELAY = Duration.ofSeconds(60);
  private static final Duration CALLBACK_DELAY = Duration.ofSeconds(1);

  public FaultRule {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be above 0 and at most 1");
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1");
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be from 400 to 599");
    }
    if (code < 0 || code > 999_999) {
      throw new IllegalArgumentException("code must be one of Twilio's, of at most six digits");
    }
    if (delay.isNegative() || delay.compareTo(EmulatorClock.FARTHEST) > 0) {
      throw new IllegalArgumentException(
          "delay must be from 0 to " + EmulatorClock.FARTHEST.toDays() + " days");
    }
  }

  /**
   * A fault that strikes always and everywhere. Status 503; the delay is 60 seconds for requests
   * and 1 second for callbacks.
   */
  public static FaultRule of(FaultKind kind) {
    var delay = kind.isOfCallbacks() ? CALLBACK_DELAY : DELAY;
    return new FaultRule(kind, "*", "", 1, Integer.MAX_VALUE, 503, 0, delay);
  }

  /** Only requests with the method and path. */
  public FaultRule on(String method, String path) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }

  /** Only so often, on average. */
  public FaultRule probability(double probability) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }

  /** Only the first times. */
  public FaultRule times(int count) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }

  /** With another status. */
  public FaultRule status(int status) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }

  /** With another status and one of Twilio's error codes. */
  public FaultRule status(int status, int code) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }

  /** With another delay. */
  public FaultRule delay(Duration delay) {
    return new FaultRule(kind, method, path, probability, count, status, code, delay);
  }
}
