// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static io.trunkline.law.WeekHours.DAY;

import io.trunkline.law.WeekHours.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours that are to be kept. Time here is that of a wall clock, in seconds since it showed
 * 1970-01-01 00:00; which instant that is, is the business of {@link LocalClock}.
 *
 * @param bounds outside of its term every hour is open
 * @param closedOn dates on which every hour is closed
 * @param clock the one that the law names; null for the recipient's
 * @param liftedBy the consent from which on the hours do not matter; null if none lifts them
 */
record HoursRule(
    Reason reason,
    Bounds bounds,
    WeekHours week,
    List<HolidayCalendar> closedOn,
    @Nullable LocalClock clock,
    @Nullable ConsentLevel liftedBy)
    implements Rule {

  /** Further away than any question looks. */
  static final long NEVER = Long.MAX_VALUE;

  private static final List<Window> ALL_DAY = List.of(new Window(0, DAY));

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_WEEKDAY = 3;

  static HoursRule of(Hours own) {
    var reason =
        new Reason(Reason.Kind.QUIET_HOURS, own.rule(), "The hours asked for are " + own.week());
    return new HoursRule(reason, Bounds.NONE, own.week(), List.of(), null, null);
  }

  /** While it is forbidden, no hour is open. */
  static HoursRule of(Prohibition prohibition) {
    return new HoursRule(
        prohibition.reason(), prohibition.bounds(), WeekHours.CLOSED, List.of(), null, null);
  }

  boolean isLiftedBy(ConsentLevel consent) {
    return liftedBy != null && consent.compareTo(liftedBy) >= 0;
  }

  /**
   * The first second, from the given one on, that is open, or that is closed.
   *
   * @return {@link #NEVER} if there is none before the limit
   */
  long first(boolean open, long from, long limit) {
    long at = from;
    while (at < limit) {
      long day = Math.floorDiv(at, DAY);
      int second = firstOf(windows(day), open, (int) (at - day * DAY));
      at = day * DAY + second;
      if (second < DAY) {
        return at < limit ? at : NEVER;
      }
    }
    return NEVER;
  }

  private static int firstOf(List<Window> windows, boolean open, int from) {
    int second = from;
    for (var window : windows) {
      if (second < window.from()) {
        return open ? window.from() : second;
      }
      if (second < window.until()) {
        if (open) {
          return second;
        }
        second = window.until();
      }
    }
    return open ? DAY : second;
  }

  private List<Window> windows(long day) {
    if (!bounds.term().holds(day)) {
      return ALL_DAY;
    }
    for (var calendar : closedOn) {
      if (calendar.has(day)) {
        return List.of();
      }
    }
    return week.days().get(Math.floorMod(day + FIRST_WEEKDAY, 7));
  }
}
