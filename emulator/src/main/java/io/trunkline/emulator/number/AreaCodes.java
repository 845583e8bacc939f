// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The area codes of the North American plan, as libphonenumber 9.0.43 knows them. */
public final class AreaCodes {
  private static final Map<String, AreaCode> ALL = new LinkedHashMap<>();

  static {
    for (var row : FactTable.read("area-codes.csv")) {
      var code = row.get("area_code");
      ALL.put(
          code, new AreaCode(code, row.get("country"), row.get("region"), kind(row.get("kind"))));
    }
  }

  private AreaCodes() {}

  /** What numbers of an area code are for. */
  public enum Kind {
    LOCAL,
    TOLL_FREE,
    OTHER
  }

  /**
   * Three digits that North American numbers begin with.
   *
   * @param country two upper-case letters, ISO 3166-1
   * @param region the state or province, as its post abbreviates it; empty if there is none
   */
  public record AreaCode(String digits, String country, String region, Kind kind) {}

  /** The area code of an E.164 number of the North American plan; empty if there is no such. */
  public static Optional<AreaCode> of(String number) {
    return number.length() < 5 ? Optional.empty() : byDigits(number.substring(2, 5));
  }

  public static Optional<AreaCode> byDigits(String digits) {
    return Optional.ofNullable(ALL.get(digits));
  }

  /** In the order of their digits. */
  public static Collection<AreaCode> all() {
    return ALL.values();
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "local" -> Kind.LOCAL;
      case "tollFree" -> Kind.TOLL_FREE;
      default -> Kind.OTHER;
    };
  }
}
