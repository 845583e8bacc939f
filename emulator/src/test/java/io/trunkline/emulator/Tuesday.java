// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * An hour at which nobody sleeps and no shop is closed from California to Berlin, so that what a
 * test may send does not depend on when it runs: six in the evening, UTC, of the first Tuesday of
 * December. That is no holiday, and clocks show winter time for months. It is none before 2027, so
 * that no rule that begins before changes what tests see from one day to the next.
 */
public final class Tuesday {

  /** Until then one STOP to advertising ends advertising in the United States, later all. */
  private static final Instant FIRST = Instant.parse("2027-01-31T00:00:00Z");

  private static final LocalTime HOUR = LocalTime.of(18, 0);

  /** The same for every world of this process: a second one must not be behind the first. */
  private static @Nullable Duration ahead;

  private Tuesday() {}

  /** Moves the world of an emulator ahead, from now to the next such hour. */
  public static synchronized void begin(TwilioEmulator emulator) {
    if (ahead == null) {
      var now = emulator.clock().now();
      ahead = Duration.between(now, after(now));
    }
    emulator.clock().advance(ahead);
  }

  /** The clocks of a world run ahead of the machine's, never behind. */
  static Instant after(Instant now) {
    var today = (now.isAfter(FIRST) ? now : FIRST).atZone(ZoneOffset.UTC);
    var thisYear = in(today);
    return (thisYear.isAfter(today) ? thisYear : in(today.plusYears(1))).toInstant();
  }

  private static ZonedDateTime in(ZonedDateTime year) {
    return year.withDayOfMonth(1)
        .withMonth(Month.DECEMBER.getValue())
        .with(TemporalAdjusters.firstInMonth(DayOfWeek.TUESDAY))
        .with(HOUR);
  }
}
