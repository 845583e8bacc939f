// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the numbers of one kind in one country can do and ask for. Twilio changes this often: the
 * table here is plausible, not exact.
 *
 * @param addressRequirements {@code none}, {@code any}, {@code local} or {@code foreign}
 */
public record NumberTraits(
    NumberKind kind, String addressRequirements, Set<Capability> capabilities) {
  private static final Map<String, NumberTraits> ALL = new HashMap<>();
  private static final Set<Capability> ANYTHING =
      EnumSet.of(Capability.VOICE, Capability.SMS, Capability.MMS);

  static {
    for (var row : FactTable.read("number-types.csv")) {
      var kind = NumberBlocks.kind(row.get("type"));
      var capabilities =
          Arrays.stream(row.get("capabilities").split(" "))
              .map(word -> Capability.valueOf(word.toUpperCase(Locale.ROOT)))
              .collect(Collectors.toSet());
      ALL.put(
          key(row.get("iso"), kind),
          new NumberTraits(kind, row.get("address_requirements"), capabilities));
    }
  }

  public NumberTraits {
    capabilities = Set.copyOf(capabilities);
  }

  /** Of the kind in the country; where none is sold, whoever has one can do anything with it. */
  public static NumberTraits of(String iso, NumberKind kind) {
    return ALL.getOrDefault(key(iso, kind), new NumberTraits(kind, "none", ANYTHING));
  }

  /** Of an E.164 number. */
  public static NumberTraits of(String number) {
    var country = Countries.of(number).map(Countries.Country::iso).orElse("");
    return of(country, NumberBlocks.kindOf(number));
  }

  private static String key(String iso, NumberKind kind) {
    return iso + ' ' + kind;
  }
}
