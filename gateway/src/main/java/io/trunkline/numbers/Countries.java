// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.phone.Places;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Countries as people write their codes. */
final class Countries {

  private Countries() {}

  /**
   * In capital letters.
   *
   * @throws IllegalArgumentException if there is no such country
   */
  static String canonical(String country) {
    var code = country.strip().toUpperCase(Locale.ROOT);
    if (!Places.isCountry(code)) {
      throw new IllegalArgumentException("A country has two letters, as in ISO 3166-1");
    }
    return code;
  }

  static Set<String> canonical(Collection<String> countries) {
    return countries.stream().map(Countries::canonical).collect(Collectors.toUnmodifiableSet());
  }
}
