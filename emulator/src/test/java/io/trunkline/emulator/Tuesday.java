// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * An hour at which nobody sleeps and no shop is closed from California to Berlin, so that what a
 * test may send does not depend on when it runs.
 */
public final class Tuesday {

  private static final LocalTime HOUR = LocalTime.of(18, 0);

  private Tuesday() {}

  /** Moves the world of an emulator ahead, to six in the evening of the next Tuesday, UTC. */
  public static void begin(TwilioEmulator emulator) {
    emulator
        .clock()
        .advance(Duration.between(emulator.clock().now(), after(emulator.clock().now())));
  }

  private static Instant after(Instant now) {
    return now.atZone(ZoneOffset.UTC)
        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
        .with(HOUR)
        .toInstant();
  }
}
