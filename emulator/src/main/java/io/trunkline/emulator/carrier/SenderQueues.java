// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.number.PhoneNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each sender has yet to send. A sender lets so many segments go in a second; the rest waits,
 * and nothing more is taken once the last would wait for ten hours.
 */
@Seen(
    what = "A sender's queue holds ten hours of what it can send.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors/21611")
public final class SenderQueues {
  private static final Duration LONGEST_WAIT = Duration.ofHours(10);
  private static final int LONGEST_SHORT_CODE = 6;

  private final EmulatorClock clock;
  private final boolean metered;
  private final Map<String, Double> ownRates = new ConcurrentHashMap<>();
  private final Map<String, Instant> free = new ConcurrentHashMap<>();

  /** Unless metered, only senders with a rate of their own are held to one. */
  public SenderQueues(EmulatorClock clock, boolean metered) {
    this.clock = clock;
    this.metered = metered;
  }

  /** Segments per second that the sender may send; empty if it is not held to any rate. */
  public OptionalDouble rate(String sender) {
    var own = ownRates.get(sender);
    if (own != null) {
      return OptionalDouble.of(own);
    }
    return metered ? OptionalDouble.of(usualRate(sender)) : OptionalDouble.empty();
  }

  /**
   * Holds the sender to a rate of its own from now on.
   *
   * @param segmentsPerSecond above 0
   */
  public void rate(String sender, double segmentsPerSecond) {
    if (!(segmentsPerSecond > 0)) {
      throw new IllegalArgumentException("A rate is above 0, not " + segmentsPerSecond);
    }
    ownRates.put(sender, segmentsPerSecond);
  }

  /** How long a message that came now would wait. */
  public Duration wait(String sender) {
    var now = clock.now();
    var next = free.getOrDefault(sender, now);
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  public boolean isFull(String sender) {
    return wait(sender).compareTo(LONGEST_WAIT) >= 0;
  }

  /**
   * When it is the turn of a message with so many segments. A turn after the latest is not taken:
   * the next in the queue may have it.
   */
  Instant turn(String sender, int segments, Instant latest) {
    var now = clock.now();
    var rate = rate(sender);
    if (rate.isEmpty()) {
      return now;
    }
    var turn = new Instant[] {now};
    var needed = Duration.ofNanos((long) (segments * 1e9 / rate.getAsDouble()));
    free.compute(
        sender,
        (key, next) -> {
          if (next != null && next.isAfter(now)) {
            turn[0] = next;
          }
          return turn[0].isAfter(latest) ? next : turn[0].plus(needed);
        });
    return turn[0];
  }

  public void reset() {
    free.clear();
    ownRates.clear();
  }

  @Seen(
      what = "Long codes of +1 send 1 segment a second, toll-free 3, short codes 100, WhatsApp 80.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/best-practices-at-scale")
  private static double usualRate(String sender) {
    if (Channel.of(sender) == Channel.WHATSAPP) {
      return 80;
    }
    if (PhoneNumbers.isTollFree(sender)) {
      return 3;
    }
    if (sender.startsWith("+")) {
      return PhoneNumbers.isNorthAmerican(sender) ? 1 : 10;
    }
    return sender.length() <= LONGEST_SHORT_CODE && sender.chars().allMatch(Character::isDigit)
        ? 100
        : 10;
  }
}
