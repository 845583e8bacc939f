// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.law.Reason.Kind;
import io.trunkline.law.Revocation.Reach;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of a document. */
final class RuleReader {

  /** How sure we are of a row. */
  private enum Confidence {
    /** Read in the official text. */
    PRIMARY,
    /** Quoted with its citation by others. */
    QUOTED,
    SECONDARY,
    /** Sources disagree, and the stricter is kept. */
    CONFLICT,
    MEMORY,
    /** A choice of ours, and no law. */
    DESIGN
  }

  private enum Per {
    RECIPIENT,
    SUBJECT
  }

  /** In days; contacts are forgotten soon after. */
  private static final int LONGEST_WINDOW = 366;

  /** In days. */
  private static final int LONGEST_EXEMPTION = 3653;

  private final Map<String, HolidayCalendar> calendars;
  private final Set<String> ids = new HashSet<>();

  RuleReader(Map<String, HolidayCalendar> calendars) {
    this.calendars = calendars;
  }

  HoursRule hours(Entry entry) {
    var week = entry.read("week", WeekHours::parse, WeekHours.CLOSED);
    entry.json().require("closed_on");
    var closedOn =
        entry.json().textList("closed_on").isEmpty()
            ? Set.<HolidayCalendar>of()
            : entry.texts("closed_on", this::calendar, "is a calendar of this document");
    var clock =
        entry
            .json()
            .parsed("clock", "an offset from UTC like -06:00", ZoneOffset::of)
            .map(Clocks::fixed);
    return new HoursRule(
        reason(
            Kind.QUIET_HOURS,
            entry,
            "allows it " + week + (closedOn.isEmpty() ? "" : ", and not on holidays")),
        bounds(entry),
        week,
        List.copyOf(closedOn),
        clock.orElse(null),
        entry.json().oneOf("lifted_by", ConsentLevel.class).orElse(null));
  }

  Prohibition prohibition(Entry entry) {
    return new Prohibition(reason(Kind.FORBIDDEN, entry, "forbids it"), bounds(entry));
  }

  CapRule cap(Entry entry) {
    entry.json().require("limit");
    int limit = entry.json().integer("limit").orElse(1);
    if (limit < 1) {
      entry.wrong("limit", "is at least 1");
    }
    var window =
        entry.parsed(
            "window",
            "a time like PT24H, or whole days like P30D, up to 366 days",
            RuleReader::window,
            Duration.ofDays(1));
    var per = entry.constant("per", Per.class);
    var exempt =
        entry
            .json()
            .parsed(
                "exempt_after_purchase",
                "a period like P18M, up to ten years",
                text -> periodUpTo(LONGEST_EXEMPTION, text));
    return new CapRule(
        reason(
            Kind.FREQUENCY_CAP,
            entry,
            "allows it %d times in %s%s"
                .formatted(limit, window, per == Per.SUBJECT ? " on one subject" : "")),
        bounds(entry),
        limit,
        window,
        per == Per.SUBJECT,
        null,
        exempt.orElse(null));
  }

  ConsentRule consent(Entry entry) {
    var level = entry.constant("level", ConsentLevel.class);
    return new ConsentRule(
        reason(
            Kind.CONSENT_LACKING,
            entry,
            "wants consent on record: " + level.name().toLowerCase(Locale.ROOT)),
        bounds(entry),
        level);
  }

  RevocationRule revocation(Entry entry) {
    var reach = entry.constant("reach", Reach.class);
    return new RevocationRule(
        reason(Kind.OPTED_OUT, entry, "has STOP reach " + reach.name().toLowerCase(Locale.ROOT)),
        jurisdiction(entry),
        entry.term(),
        entry.constants("answering", Purpose.class),
        entry.constants("ends", Purpose.class),
        reach);
  }

  private Reason reason(Kind kind, Entry entry, String says) {
    var id = entry.text("id");
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      entry.wrong("id", "is lower-case words with hyphens between");
    } else if (!ids.add(id)) {
      entry.wrong("id", "is that of another rule");
    }
    provenance(entry);
    return new Reason(kind, id, entry.text("name") + " " + says);
  }

  /** Where a row comes from; asked for so that it is there, and shown with the document. */
  static void provenance(Entry entry) {
    entry.text("source");
    entry.constant("confidence", Confidence.class);
    entry.parsed("date", "a date like 2026-10-18", LocalDate::parse, LocalDate.EPOCH);
    entry.json().text("note");
  }

  private static Bounds bounds(Entry entry) {
    return new Bounds(
        jurisdiction(entry),
        entry.constants("purposes", Purpose.class),
        entry.constants("media", Medium.class),
        entry.term());
  }

  private static String jurisdiction(Entry entry) {
    var jurisdiction = entry.text("jurisdiction");
    if (!jurisdiction.matches("\\*|[A-Z]{2}(-[A-Z0-9]{1,3})?")) {
      entry.wrong("jurisdiction", "is a country (FR), a region (US-FL), or * for any country");
    }
    return jurisdiction;
  }

  private Optional<HolidayCalendar> calendar(String id) {
    return Optional.ofNullable(calendars.get(id));
  }

  private static TemporalAmount window(String text) {
    if (text.contains("T")) {
      var duration = Duration.parse(text);
      if (!duration.isPositive() || duration.compareTo(Duration.ofDays(LONGEST_WINDOW)) > 0) {
        throw new IllegalArgumentException(text);
      }
      return duration;
    }
    return periodUpTo(LONGEST_WINDOW, text);
  }

  /**
   * @param days that it may have, whenever it begins
   */
  private static Period periodUpTo(int days, String text) {
    var period = Period.parse(text);
    if (period.isZero() || period.isNegative() || longest(period) > days) {
      throw new IllegalArgumentException(text);
    }
    return period;
  }

  private static long longest(Period period) {
    var first = LocalDate.of(2023, 1, 1);
    return first
        .datesUntil(first.plusYears(4))
        .mapToLong(day -> ChronoUnit.DAYS.between(day, day.plus(period)))
        .max()
        .orElseThrow();
  }
}
