// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The countries that numbers belong to. Those of the North American plan are told apart by their
 * area codes, the others by their calling codes.
 */
public final class Countries {
  private static final String NORTH_AMERICA = "1";
  private static final int LONGEST_CODE = 3;
  private static final Map<String, Country> BY_ISO = new LinkedHashMap<>();
  private static final Map<String, Country> BY_CALLING_CODE = new HashMap<>();

  static {
    for (var row : FactTable.read("countries.csv")) {
      var country = new Country(row.get("iso"), row.get("name"), row.get("calling_code"));
      BY_ISO.put(country.iso(), country);
      if (!country.callingCode().equals(NORTH_AMERICA)) {
        BY_CALLING_CODE.put(country.callingCode(), country);
      }
    }
  }

  private Countries() {}

  /**
   * A country.
   *
   * @param iso two upper-case letters, ISO 3166-1
   * @param callingCode digits without a plus sign
   */
  public record Country(String iso, String name, String callingCode) {}

  /** In the order of their names. */
  public static List<Country> all() {
    return Collections.unmodifiableList(new ArrayList<>(BY_ISO.values()));
  }

  public static Optional<Country> byIso(String iso) {
    return Optional.ofNullable(BY_ISO.get(iso));
  }

  /** The country of an E.164 number; empty if it is none of those that are known here. */
  public static Optional<Country> of(String number) {
    if (PhoneNumbers.isNorthAmerican(number)) {
      var areaCode = AreaCodes.of(number);
      return byIso(areaCode.isPresent() ? areaCode.get().country() : "US");
    }
    for (int length = LONGEST_CODE; length > 0; length--) {
      var country =
          length < number.length() ? BY_CALLING_CODE.get(number.substring(1, 1 + length)) : null;
      if (country != null) {
        return Optional.of(country);
      }
    }
    return Optional.empty();
  }
}
