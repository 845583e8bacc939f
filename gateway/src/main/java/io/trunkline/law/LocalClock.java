// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static io.trunkline.law.HoursRule.NEVER;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A clock on somebody's wall, which jumps when its zone changes its offset. Instants are in seconds
 * since 1970; a rule that is open at a second is open at all of it, since offsets and windows
 * change on whole seconds.
 */
final class LocalClock {

  private final ZoneRules rules;
  private final int ahead;

  /** The last that was asked for; any thread may find another's. */
  private volatile Stretch stretch = new Stretch(0, 0, 0);

  /**
   * A time in which the clock does not jump.
   *
   * @param offset of the clock from UTC, in seconds
   */
  private record Stretch(long from, long until, int offset) {

    boolean holds(long at) {
      return from <= at && at < until;
    }
  }

  /**
   * @param ahead by how many seconds it is ahead of what its rules say
   */
  LocalClock(ZoneRules rules, int ahead) {
    this.rules = rules;
    this.ahead = ahead;
  }

  /** The first instant, from the given one on, at which a rule is open, or closed; or never. */
  long first(HoursRule rule, boolean open, long from, long limit) {
    long at = from;
    while (at < limit) {
      var now = at(at);
      long until = Math.min(now.until, limit);
      long found = rule.first(open, at + now.offset, until + now.offset);
      if (found != NEVER) {
        return found - now.offset;
      }
      at = until;
    }
    return NEVER;
  }

  /** The date on its calendar, in days since 1970-01-01. */
  long day(Instant at) {
    long second = at.getEpochSecond();
    return Math.floorDiv(second + at(second).offset, WeekHours.DAY);
  }

  /** The first instant, from the given one on, at which its calendar shows that date or later. */
  long reaches(long day, long from) {
    long at = from;
    while (true) {
      var now = at(at);
      long begins = Math.max(at, day * WeekHours.DAY - now.offset);
      if (begins < now.until) {
        return begins;
      }
      at = now.until;
    }
  }

  /** What it shows. */
  OffsetDateTime shows(Instant at) {
    return at.atOffset(ZoneOffset.ofTotalSeconds(at(at.getEpochSecond()).offset));
  }

  private Stretch at(long second) {
    var last = stretch;
    if (!last.holds(second)) {
      last = found(second);
      stretch = last;
    }
    return last;
  }

  private Stretch found(long second) {
    var instant = Instant.ofEpochSecond(second);
    var next = rules.nextTransition(instant);
    // One that happens at this very second has happened.
    var previous = rules.previousTransition(instant.plusSeconds(1));
    return new Stretch(
        previous == null ? Long.MIN_VALUE : previous.toEpochSecond(),
        next == null ? Long.MAX_VALUE : next.toEpochSecond(),
        rules.getOffset(instant).getTotalSeconds() + ahead);
  }
}
