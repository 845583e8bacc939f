// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Mixing;
import java.time.Duration;

/**
 * How much longer than usual messages take to a phone: always the same, or anything between two.
 *
 * @param most not less than the least
 */
public record Delay(Duration least, Duration most) {
  public static final Delay NONE = always(Duration.ZERO);

  public Delay {
    if (most.compareTo(EmulatorClock.FARTHEST) > 0) {
      throw new IllegalArgumentException(
          "A delay is at most " + EmulatorClock.FARTHEST.toDays() + " days, not " + most);
    }
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "A delay is from something positive to at least as much, not " + least + " to " + most);
    }
  }

  public static Delay always(Duration delay) {
    return new Delay(delay, delay);
  }

  /** One of the delays between the two: the same for the same counter. */
  public Duration pick(long counter) {
    var span = most.minus(least);
    return least.plusNanos((long) (span.toNanos() * Mixing.fraction(counter)));
  }
}
