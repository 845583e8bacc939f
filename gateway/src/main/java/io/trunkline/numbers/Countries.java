// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codes of ISO 3166-1, and the one that numbers of Kosovo go by. */
final class Countries {

  private static final Set<String> CODES =
      Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK"))
          .collect(Collectors.toUnmodifiableSet());

  private Countries() {}

  /**
   * In capital letters.
   *
   * @throws IllegalArgumentException if there is no such country
   */
  static String canonical(String country) {
    var code = country.strip().toUpperCase(Locale.ROOT);
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException("A country has two letters, as in ISO 3166-1");
    }
    return code;
  }

  static Set<String> canonical(Collection<String> countries) {
    return countries.stream().map(Countries::canonical).collect(Collectors.toUnmodifiableSet());
  }
}
