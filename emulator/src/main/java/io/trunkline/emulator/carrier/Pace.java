// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import java.time.Duration;

/**
 * How long a message or call stays in each status before the next.
 *
 * @param queued from {@code accepted} to {@code queued}, and from there to {@code sending} at
 *     least; a call is dialed after as long
 * @param sending from {@code sending} to {@code sent} or {@code failed}; a call rings after as long
 * @param sent from {@code sent} to {@code delivered} or {@code undelivered}
 * @param ringing until somebody answers a call
 * @param rating from the final status until the price is known
 * @param metered whether senders are held to their messages per second, and accounts to their calls
 */
public record Pace(
    Duration queued,
    Duration sending,
    Duration sent,
    Duration ringing,
    Duration rating,
    boolean metered) {
  /** A few milliseconds each and no limits, so that tests need not wait. */
  public static final Pace FAST =
      new Pace(
          Duration.ofMillis(2),
          Duration.ofMillis(5),
          Duration.ofMillis(15),
          Duration.ofMillis(15),
          Duration.ofMillis(20),
          false);

  /** About as long as it takes in life, each sender at its own rate, for whoever looks on. */
  public static final Pace LIFELIKE =
      new Pace(
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofMinutes(1),
          true);

  public Pace {
    for (var delay : new Duration[] {queued, sending, sent, ringing, rating}) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("A delay cannot be negative: " + delay);
      }
    }
  }
}
