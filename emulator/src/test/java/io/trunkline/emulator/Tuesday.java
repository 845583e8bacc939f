// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * An hour at which nobody sleeps and no shop is closed from California to Berlin, so that what a
 * test may send does not depend on when it runs.
 */
public final class Tuesday {

  private static final LocalTime HOUR = LocalTime.of(18, 0);

  /** The same for every world of this process: a second one must not be behind the first. */
  private static @Nullable Duration ahead;

  private Tuesday() {}

  /** Moves the world of an emulator ahead, from now to six in the evening of a Tuesday, UTC. */
  public static synchronized void begin(TwilioEmulator emulator) {
    if (ahead == null) {
      var now = emulator.clock().now();
      ahead = Duration.between(now, after(now));
    }
    emulator.clock().advance(ahead);
  }

  private static Instant after(Instant now) {
    return now.atZone(ZoneOffset.UTC)
        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
        .with(HOUR)
        .toInstant();
  }
}
