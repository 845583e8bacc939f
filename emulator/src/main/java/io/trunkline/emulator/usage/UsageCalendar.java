// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import static java.time.temporal.TemporalAdjusters.firstDayOfMonth;
import static java.time.temporal.TemporalAdjusters.firstDayOfYear;

import io.trunkline.emulator.evidence.Seen;
import java.time.LocalDate;
import java.time.Period;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How usage is cut into windows. */
@Seen(
    what = "Usage by day, month or year comes latest first; a month in progress ends today.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/api/usage-record")
public enum UsageCalendar {
  /** Everything in one piece. */
  WHOLE("", (range, today) -> Stream.of(range)),
  ALL_TIME("/AllTime", (range, today) -> Stream.of(range)),
  DAILY("/Daily", (range, today) -> pieces(range, day -> day, Period.ofDays(1))),
  MONTHLY(
      "/Monthly",
      (range, today) -> pieces(range, day -> day.with(firstDayOfMonth()), Period.ofMonths(1))),
  YEARLY(
      "/Yearly",
      (range, today) -> pieces(range, day -> day.with(firstDayOfYear()), Period.ofYears(1))),
  TODAY("/Today", (range, today) -> days(today, today)),
  YESTERDAY("/Yesterday", (range, today) -> days(today.minusDays(1), today.minusDays(1))),
  THIS_MONTH("/ThisMonth", (range, today) -> days(today.with(firstDayOfMonth()), today)),
  LAST_MONTH(
      "/LastMonth",
      (range, today) -> {
        var first = today.with(firstDayOfMonth());
        return days(first.minusMonths(1), first.minusDays(1));
      });

  private final String path;
  private final Cut cut;

  @FunctionalInterface
  private interface Cut {
    Stream<UsageWindow> windows(UsageWindow range, LocalDate today);
  }

  UsageCalendar(String path, Cut cut) {
    this.path = path;
    this.cut = cut;
  }

  /** As it follows {@code /Usage/Records} in paths; empty for the whole. */
  public String path() {
    return path;
  }

  /** The windows of a range of days, latest first; those that name a day ignore the range. */
  public Stream<UsageWindow> windows(UsageWindow range, LocalDate today) {
    return cut.windows(range, today);
  }

  private static Stream<UsageWindow> days(LocalDate first, LocalDate last) {
    return Stream.of(new UsageWindow(first, last));
  }

  private static Stream<UsageWindow> pieces(
      UsageWindow range, UnaryOperator<LocalDate> begin, Period length) {
    var first = begin.apply(range.start());
    return Stream.iterate(
            begin.apply(range.end()), start -> !start.isBefore(first), start -> start.minus(length))
        .map(start -> new UsageWindow(start, start.plus(length).minusDays(1)).within(range));
  }
}
