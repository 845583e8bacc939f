// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A law that nobody would pass, twice: as a document for the engine, and as a question about one
 * minute, which looks at a wall clock and at nothing that the engine computes. All of it is on
 * whole minutes.
 */
final class RandomLaw {

  private static final int MINUTES = 1440;

  /** From a minute of a day to another, which is on the next day if it is not later. */
  private record Window(int from, int until) {

    String text() {
      return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, until / 60, until % 60);
    }
  }

  private record Week(List<List<Window>> days) {

    String text() {
      return IntStream.range(0, 7)
          .mapToObj(
              day ->
                  DayOfWeek.of(day + 1).name().substring(0, 3).toLowerCase(Locale.ROOT)
                      + "="
                      + (days.get(day).isEmpty()
                          ? "closed"
                          : days.get(day).stream()
                              .map(Window::text)
                              .collect(Collectors.joining("+"))))
          .collect(Collectors.joining(";"));
    }

    boolean isOpen(DayOfWeek day, int minute) {
      return days.get(day.getValue() - 1).stream()
              .anyMatch(it -> minute >= it.from && (minute < it.until || it.until <= it.from))
          || days.get(day.minus(1).getValue() - 1).stream()
              .anyMatch(it -> it.until <= it.from && minute < it.until);
    }
  }

  private record HoursLine(Week week, Dates dates, boolean holidays, @Nullable ZoneOffset clock) {}

  private record CapLine(
      int limit,
      @Nullable Duration window,
      @Nullable Period days,
      boolean perSubject,
      Dates dates,
      @Nullable Period exempt) {}

  private record Dates(@Nullable LocalDate from, @Nullable LocalDate until) {

    boolean hold(LocalDate date) {
      return (from == null || !date.isBefore(from)) && (until == null || date.isBefore(until));
    }

    String text() {
      return (from == null ? "" : ", \"from\": \"" + from + '"')
          + (until == null ? "" : ", \"until\": \"" + until + '"');
    }
  }

  private final Random random;
  private final LocalDate around;
  private final List<HoursLine> hours = new ArrayList<>();
  private final List<CapLine> caps = new ArrayList<>();
  private final List<Dates> prohibitions = new ArrayList<>();
  private final Set<LocalDate> holidays = new TreeSet<>();
  private final @Nullable Instant lastPurchase;
  private final @Nullable ZoneId wrong;
  private final @Nullable Week own;

  /**
   * @param around what is dated is dated near this day
   * @param zones one of them may be one whose clock this Java does not know
   */
  RandomLaw(Random random, LocalDate around, List<ZoneId> zones) {
    this.random = random;
    this.around = around;
    int lines = random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      hours.add(
          new HoursLine(
              week(),
              dates(40),
              random.nextInt(3) == 0,
              random.nextInt(5) == 0 ? ZoneOffset.ofHours(random.nextInt(24) - 12) : null));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      boolean exact = random.nextBoolean();
      caps.add(
          new CapLine(
              1 + random.nextInt(3),
              exact ? Duration.ofMinutes(1 + random.nextInt(3000)) : null,
              exact ? null : Period.ofDays(1 + random.nextInt(9)),
              random.nextBoolean(),
              dates(9),
              random.nextInt(3) == 0 ? Period.ofDays(1 + random.nextInt(9)) : null));
    }
    if (random.nextInt(3) == 0) {
      var from = near();
      prohibitions.add(
          new Dates(from, random.nextInt(9) == 0 ? null : from.plusDays(1 + random.nextInt(3))));
    }
    lastPurchase =
        random.nextBoolean()
            ? null
            : around
                .atTime(LocalTime.NOON)
                .toInstant(ZoneOffset.UTC)
                .minus(random.nextInt(9), ChronoUnit.DAYS);
    for (int i = random.nextInt(6); i > 0; i--) {
      holidays.add(near());
    }
    wrong = random.nextInt(6) == 0 ? zones.get(random.nextInt(zones.size())) : null;
    own = random.nextInt(4) == 0 ? week() : null;
  }

  /**
   * @param days how much later than it begins it ends
   */
  private Dates dates(int days) {
    return new Dates(
        random.nextInt(4) == 0 ? near() : null,
        random.nextInt(4) == 0 ? near().plusDays(days) : null);
  }

  private LocalDate near() {
    return around.plusDays(random.nextInt(9) - 3);
  }

  private Week week() {
    return new Week(IntStream.range(0, 7).mapToObj(day -> windows()).toList());
  }

  private List<Window> windows() {
    int count = random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(2);
    return IntStream.range(0, count).mapToObj(i -> window()).toList();
  }

  private Window window() {
    int step = random.nextBoolean() ? 60 : 1;
    int from = random.nextInt(MINUTES / step) * step;
    int until = (from + (1 + random.nextInt(MINUTES / step - 1)) * step) % MINUTES;
    return new Window(from, random.nextInt(5) == 0 && from > 0 ? MINUTES : until);
  }

  List<Hours> ownHours() {
    return own == null ? List.of() : List.of(new Hours("own-wish", WeekHours.parse(own.text())));
  }

  @Nullable Instant lastPurchase() {
    return lastPurchase;
  }

  List<Contact> contacts(Instant now) {
    return IntStream.range(0, random.nextInt(7))
        .mapToObj(
            i ->
                new Contact(
                    now.plus(random.nextInt(6000) - 5000, ChronoUnit.MINUTES),
                    random.nextInt(3) == 0 ? null : "p" + random.nextInt(2),
                    Medium.TEXT))
        .toList();
  }

  /** Whether one more text may be sent, as somebody would tell who looks at every clock. */
  boolean isLawful(Instant at, Collection<ZoneId> zones, List<Contact> contacts, String programme) {
    var walls = walls(at, zones);
    if (isForbidden(walls)) {
      return false;
    }
    for (var wall : walls) {
      if (!isOpen(at, wall)) {
        return false;
      }
    }
    return caps.stream().allMatch(cap -> hasRoom(cap, at, zones, contacts, programme));
  }

  boolean isForbidden(Instant at, Collection<ZoneId> zones) {
    return isForbidden(walls(at, zones));
  }

  private boolean isForbidden(List<OffsetDateTime> walls) {
    for (var never : prohibitions) {
      for (var wall : walls) {
        if (never.hold(wall.toLocalDate())) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the clocks show, the one that may be wrong three times. */
  private List<OffsetDateTime> walls(Instant at, Collection<ZoneId> zones) {
    var walls = new ArrayList<OffsetDateTime>();
    for (var zone : zones) {
      int wide = wide(zone);
      for (int hours = -wide; hours <= wide; hours++) {
        walls.add(wallClock(at, zone, hours));
      }
    }
    return walls;
  }

  /** By how many hours it may be wrong. */
  private int wide(ZoneId zone) {
    return wrong != null && zone.getRules().equals(wrong.getRules()) ? 1 : 0;
  }

  private IntStream hours(ZoneId zone) {
    return IntStream.rangeClosed(-wide(zone), wide(zone));
  }

  private static OffsetDateTime wallClock(Instant at, ZoneId zone, int hours) {
    int offset = zone.getRules().getOffset(at).getTotalSeconds() + hours * 3600;
    return at.atOffset(ZoneOffset.ofTotalSeconds(offset));
  }

  private boolean isOpen(Instant at, OffsetDateTime recipient) {
    for (var line : hours) {
      var wall = line.clock == null ? recipient : at.atOffset(line.clock);
      var date = wall.toLocalDate();
      if (line.dates.hold(date) && (line.holidays && isHoliday(date) || !isOpen(line.week, wall))) {
        return false;
      }
    }
    return own == null || isOpen(own, recipient);
  }

  /** The library has one holiday in the country of our choice in this time of the year at most. */
  private boolean isHoliday(LocalDate date) {
    return holidays.contains(date);
  }

  private static boolean isOpen(Week week, OffsetDateTime wall) {
    return week.isOpen(wall.getDayOfWeek(), wall.getHour() * 60 + wall.getMinute());
  }

  private boolean hasRoom(
      CapLine cap, Instant at, Collection<ZoneId> zones, List<Contact> contacts, String programme) {
    if (walls(at, zones).stream().noneMatch(wall -> cap.dates.hold(wall.toLocalDate()))
        || isExempt(cap, at, zones)) {
      return true;
    }
    return contacts.stream()
            .filter(
                it -> !cap.perSubject || it.programme() == null || it.programme().equals(programme))
            .filter(it -> !it.at().isAfter(at))
            .filter(
                it ->
                    cap.window != null
                        ? at.isBefore(it.at().plus(cap.window))
                        : zones.stream().anyMatch(zone -> stillCounts(cap, it.at(), at, zone)))
            .count()
        < cap.limit;
  }

  private boolean isExempt(CapLine cap, Instant at, Collection<ZoneId> zones) {
    var bought = lastPurchase;
    return cap.exempt != null
        && bought != null
        && zones.stream()
            .allMatch(
                zone ->
                    hours(zone)
                        .allMatch(
                            hours ->
                                wallClock(at, zone, hours)
                                    .toLocalDate()
                                    .isBefore(
                                        wallClock(bought, zone, hours)
                                            .toLocalDate()
                                            .plus(cap.exempt))));
  }

  private boolean stillCounts(CapLine cap, Instant contact, Instant at, ZoneId zone) {
    return hours(zone)
        .anyMatch(
            hours ->
                wallClock(at, zone, hours)
                    .toLocalDate()
                    .isBefore(wallClock(contact, zone, hours).toLocalDate().plus(cap.days)));
  }

  RuleSet ruleSet() {
    var json =
        """
        {"version": "random", "published": "2026-11-21", "time_zone_data": "2026a",
         "hours": [%s], "caps": [%s],
         "prohibitions": [%s], "consents": [], "revocations": [],
         "calendars": [{"id": "days", "library": ["AQ"], "days": [%s], %s}],
         "zone_probes": [%s],
         "regions": [], "postal_codes": [], "unknown_places": [{"calling_code": "*", "zones": ["UTC"], "jurisdictions": ["*"]}]}
        """
            .formatted(
                numbered("hours", hours.stream().map(RandomLaw::text).toList()),
                numbered("cap", caps.stream().map(RandomLaw::text).toList()),
                numbered("never", prohibitions.stream().map(Dates::text).toList()),
                holidays.stream()
                    .map(day -> "{\"day\": \"%s\", \"name\": \"A holiday\"}".formatted(day))
                    .collect(Collectors.joining(", ")),
                PROVENANCE,
                wrong == null
                    ? ""
                    : "{\"zone\": \"%s\", \"at\": \"2026-01-01T00:00:00Z\", \"offset\": \"+17:59\", \"source\": \"-\"}"
                        .formatted(wrong));
    return RuleSet.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static final String PROVENANCE =
      "\"name\": \"A law\", \"source\": \"-\", \"confidence\": \"design\", \"date\":"
          + " \"2026-11-21\"";

  private static final String BOUNDS =
      "\"jurisdiction\": \"US\", \"purposes\": [\"marketing\"], \"media\": [\"text\"]";

  private static String numbered(String kind, List<String> lines) {
    return IntStream.range(0, lines.size())
        .mapToObj(
            i ->
                "{\"id\": \"%s-%d\", %s, %s%s}"
                    .formatted(kind, i, BOUNDS, PROVENANCE, lines.get(i)))
        .collect(Collectors.joining(",\n"));
  }

  private static String text(HoursLine line) {
    return ", \"week\": \"%s\", \"closed_on\": [%s]%s%s"
        .formatted(
            line.week.text(),
            line.holidays ? "\"days\"" : "",
            line.dates.text(),
            line.clock == null
                ? ""
                : ", \"clock\": \""
                    + (line.clock.equals(ZoneOffset.UTC) ? "+00:00" : line.clock)
                    + '"');
  }

  private static String text(CapLine cap) {
    return ", \"limit\": %d, \"window\": \"%s\", \"per\": \"%s\"%s%s"
        .formatted(
            cap.limit,
            cap.window == null ? cap.days : cap.window,
            cap.perSubject ? "subject" : "recipient",
            cap.dates.text(),
            cap.exempt == null ? "" : ", \"exempt_after_purchase\": \"" + cap.exempt + '"');
  }

  @Override
  public String toString() {
    return "%s %s %s closed %s, wrong %s, own %s, bought %s"
        .formatted(hours, caps, prohibitions, holidays, wrong, own, lastPurchase);
  }
}
