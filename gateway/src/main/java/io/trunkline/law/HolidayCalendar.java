// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The holidays of a country or region: what the library computes, of whatever kind, on the day
 * itself and on the day it is observed, and the days that the rule set adds.
 */
final class HolidayCalendar {

  private final HolidayManager library;
  private final String[] region;
  private final Set<LocalDate> added;
  private final Map<Integer, BitSet> years = new ConcurrentHashMap<>();

  private HolidayCalendar(HolidayManager library, List<String> region, Set<LocalDate> added) {
    this.library = library;
    this.region = region.toArray(String[]::new);
    this.added = Set.copyOf(added);
  }

  /**
   * @param place a country and perhaps a part of it, as the library names them
   * @return empty if the library has no such place
   */
  static Optional<HolidayCalendar> of(List<String> place, Set<LocalDate> added) {
    if (place.isEmpty() || !HolidayManager.getSupportedCalendarCodes().contains(place.getFirst())) {
      return Optional.empty();
    }
    var library = HolidayManager.getInstance(ManagerParameters.create(place.getFirst()));
    var region = place.subList(1, place.size());
    var known = library.getCalendarHierarchy();
    for (var part : region) {
      known = known == null ? null : known.getChildren().get(part);
    }
    return Optional.ofNullable(known).map(it -> new HolidayCalendar(library, region, added));
  }

  /**
   * @param day counted from 1970-01-01
   */
  boolean has(long day) {
    var date = LocalDate.ofEpochDay(day);
    return years.computeIfAbsent(date.getYear(), this::holidays).get(date.getDayOfYear());
  }

  private BitSet holidays(int year) {
    var days = new BitSet();
    Stream.concat(
            added.stream(),
            // New Year's Day may be observed in the old year.
            IntStream.rangeClosed(year - 1, year + 1).boxed().flatMap(this::computed))
        .filter(date -> date.getYear() == year)
        .forEach(date -> days.set(date.getDayOfYear()));
    return days;
  }

  private Stream<LocalDate> computed(int year) {
    return library.getHolidays(Year.of(year), region).stream()
        .flatMap(
            holiday ->
                Stream.concat(
                    Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream()));
  }
}
