// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a number may be, as far as its digits tell. Not where its owner is: numbers are ported and
 * people travel. Both sets are empty when nothing is known, which is not the same as "anywhere is
 * fine": whoever decides by local time then has to assume the strictest.
 *
 * @param zones every time zone that is possible, by the names of the tz database
 * @param regions every region that is possible: ISO 3166-2 in the United States and Canada ({@code
 *     US-CA}), ISO 3166-1 elsewhere ({@code DE})
 */
public record Places(Set<ZoneId> zones, Set<String> regions) {

  static final Places UNKNOWN = new Places(Set.of(), Set.of());

  /** ISO 3166-1, and what numbers of Kosovo, Ascension and Tristan da Cunha go by. */
  private static final Set<String> COUNTRIES =
      Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK", "AC", "TA"))
          .collect(Collectors.toUnmodifiableSet());

  public Places {
    zones = Set.copyOf(zones);
    regions = Set.copyOf(regions);
  }

  /** Whether this is the code of a country, in capital letters. */
  public static boolean isCountry(String code) {
    return COUNTRIES.contains(code);
  }

  /**
   * All of a country.
   *
   * @param country ISO 3166-1; without zones if there is no such country
   */
  public static Places anywhereIn(String country) {
    return new Places(CountryZones.of(Set.of(country)), Set.of(country));
  }
}
