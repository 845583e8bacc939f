// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code nanp-area-codes.csv}: what the three digits after +1 say. 25 countries share
 * that country code, and the library is a few new area codes behind, so for +1 this table has the
 * word.
 *
 * @param country absent where the code belongs to no single country
 */
record AreaCode(@Nullable String country, LineKind kind, Places places) {

  private static final Map<String, AreaCode> BY_DIGITS =
      Table.read("nanp-area-codes.csv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row.get("area_code"), AreaCode::of));

  /** Empty if the number is not a +1 number, or its area code is newer than the table. */
  static Optional<AreaCode> of(PhoneNumber number) {
    var e164 = number.e164();
    return isNorthAmerican(number)
        ? Optional.ofNullable(BY_DIGITS.get(e164.substring(2, 5)))
        : Optional.empty();
  }

  /** The three digits of a geographic number; a code newer than the table is taken for one. */
  static Optional<String> digits(PhoneNumber number) {
    return isNorthAmerican(number)
            && of(number).map(AreaCode::kind).stream()
                .allMatch(LineKind.FIXED_LINE_OR_MOBILE::equals)
        ? Optional.of(number.e164().substring(2, 5))
        : Optional.empty();
  }

  static boolean isNorthAmerican(PhoneNumber number) {
    // No other country code begins with 1.
    return number.e164().startsWith("+1") && number.e164().length() == 12;
  }

  private static AreaCode of(Map<String, String> row) {
    var kind =
        switch (Table.cell(row, "number_kind")) {
          case "geographic" -> LineKind.FIXED_LINE_OR_MOBILE;
          case "toll_free" -> LineKind.TOLL_FREE;
          case "premium" -> LineKind.PREMIUM_RATE;
          case "personal" -> LineKind.PERSONAL;
          default -> LineKind.OTHER;
        };
    if (kind != LineKind.FIXED_LINE_OR_MOBILE) {
      return new AreaCode(null, kind, Places.UNKNOWN);
    }
    return new AreaCode(
        Table.cell(row, "country"),
        kind,
        new Places(
            Table.list(row, "zones_possible").map(ZoneId::of).collect(Collectors.toSet()),
            Set.copyOf(Arrays.asList(Table.cell(row, "region_code").split("\\|")))));
  }
}
