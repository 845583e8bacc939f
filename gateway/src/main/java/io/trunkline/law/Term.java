// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From when and until when a rule is in force, by the date on the recipient's calendar.
 *
 * @param from the first day, counted from 1970-01-01
 * @param until the first day on which it no longer is
 */
record Term(long from, long until) {

  static final Term ALWAYS = new Term(Long.MIN_VALUE, Long.MAX_VALUE);

  static Term of(@Nullable LocalDate from, @Nullable LocalDate until) {
    return new Term(
        from == null ? ALWAYS.from : from.toEpochDay(),
        until == null ? ALWAYS.until : until.toEpochDay());
  }

  /** When a clock by which it holds shows that it is over; {@link Instant#MAX} if never. */
  Instant ends(LocalClock clock, Instant at) {
    return until == ALWAYS.until
        ? Instant.MAX
        : Instant.ofEpochSecond(clock.reaches(until, at.getEpochSecond()));
  }

  /** The day on which it begins, if it does. */
  Stream<Long> begins() {
    return from == ALWAYS.from ? Stream.empty() : Stream.of(from);
  }

  boolean holds(long day) {
    return from <= day && day < until;
  }
}
