// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as Twilio writes and reads them. */
final class TwilioDates {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TwilioDates() {}

  static String rfc2822(Instant instant) {
    return RFC_2822.format(instant);
  }

  /** As the other products write it: ISO 8601 in UTC, to the second. */
  static String iso8601(Instant instant) {
    return instant.truncatedTo(SECONDS).toString();
  }

  /** Null stays null. */
  static @Nullable String rfc2822OrNull(@Nullable Instant instant) {
    return instant == null ? null : rfc2822(instant);
  }

  /**
   * Reads a date and time; without zone it is UTC.
   *
   * @throws DateTimeException if it is none
   */
  static Instant instant(String text) {
    if (text.length() <= 10) {
      throw new DateTimeException("No time of day: " + text);
    }
    return span(text).start();
  }

  /**
   * A span of time that a filter names: a whole day, or a second.
   *
   * @param start included
   * @param end not included
   */
  record Span(Instant start, Instant end) {
    boolean contains(Instant instant) {
      return !instant.isBefore(start) && instant.isBefore(end);
    }
  }

  /**
   * Reads a date ({@code 2026-11-21}) or a date and time (without zone it is UTC).
   *
   * @throws DateTimeException if it is neither
   */
  static Span span(String text) {
    if (text.length() <= 10) {
      var day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC);
      return new Span(day.toInstant(), day.plusDays(1).toInstant());
    }
    var zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
    var start = OffsetDateTime.parse(zoned ? text : text + "Z").toInstant().truncatedTo(SECONDS);
    return new Span(start, start.plusSeconds(1));
  }
}
