// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import io.trunkline.emulator.number.NumberBlock.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The blocks that numbers are sold from. Their prefixes are of the countries' true number plans, as
 * libphonenumber 9.0.43 knows them; the places are those of the area codes' main cities.
 */
public final class NumberBlocks {
  private static final Map<String, List<NumberBlock>> BY_COUNTRY = new LinkedHashMap<>();

  static {
    for (var row : FactTable.read("number-blocks.csv")) {
      var place =
          new Place(
              row.get("locality"),
              row.get("region"),
              row.get("postal_code"),
              row.get("rate_center"),
              row.get("lata"),
              row.get("latitude"),
              row.get("longitude"));
      var block =
          new NumberBlock(
              row.get("iso"),
              kind(row.get("type")),
              row.get("prefix"),
              Integer.parseInt(row.get("more_digits")),
              place);
      BY_COUNTRY.computeIfAbsent(block.iso(), iso -> new ArrayList<>()).add(block);
    }
  }

  private NumberBlocks() {}

  /** The countries where numbers are sold, by their two letters. */
  public static Set<String> countries() {
    return new TreeSet<>(BY_COUNTRY.keySet());
  }

  /** Empty if none is sold there. */
  public static List<NumberBlock> of(String iso) {
    return List.copyOf(BY_COUNTRY.getOrDefault(iso, List.of()));
  }

  /** Empty if none of the kind is sold there. */
  public static List<NumberBlock> of(String iso, NumberKind kind) {
    return of(iso).stream().filter(block -> block.kind() == kind).toList();
  }

  /** The kind of an E.164 number: that of its block, else what its digits tell. */
  static NumberKind kindOf(String number) {
    if (PhoneNumbers.isNorthAmerican(number)) {
      return PhoneNumbers.isTollFree(number) ? NumberKind.TOLL_FREE : NumberKind.LOCAL;
    }
    return Countries.of(number).stream()
        .flatMap(country -> of(country.iso()).stream())
        .filter(block -> block.contains(number))
        .findFirst()
        .map(NumberBlock::kind)
        .orElse(NumberKind.LOCAL);
  }

  static NumberKind kind(String word) {
    return switch (word) {
      case "local" -> NumberKind.LOCAL;
      case "mobile" -> NumberKind.MOBILE;
      case "national" -> NumberKind.NATIONAL;
      case "tollFree" -> NumberKind.TOLL_FREE;
      default -> throw new IllegalArgumentException("No kind of number: " + word);
    };
  }
}
