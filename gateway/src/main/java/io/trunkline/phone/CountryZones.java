// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code country-zones.csv}: the time zones of each country, as the tz database lists them. */
final class CountryZones {

  private static final Map<String, Set<ZoneId>> ZONES =
      Table.read("country-zones.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  row -> Table.cell(row, "country"),
                  row ->
                      Table.list(row, "zones")
                          .map(ZoneId::of)
                          .collect(Collectors.toUnmodifiableSet())));

  private CountryZones() {}

  /** The zones of all these countries; a country that is not listed adds none. */
  static Set<ZoneId> of(Collection<String> countries) {
    return countries.stream()
        .flatMap(country -> ZONES.getOrDefault(country, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
