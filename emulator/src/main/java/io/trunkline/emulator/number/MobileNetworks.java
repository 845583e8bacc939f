// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The larger mobile networks of many countries, with their codes of ITU-T E.212. */
public final class MobileNetworks {
  private static final Map<String, List<MobileNetwork>> BY_COUNTRY = new HashMap<>();

  static {
    for (var row : FactTable.read("mobile-networks.csv")) {
      BY_COUNTRY
          .computeIfAbsent(row.get("iso"), iso -> new ArrayList<>())
          .add(new MobileNetwork(row.get("name"), row.get("mcc"), row.get("mnc")));
    }
  }

  private MobileNetworks() {}

  /** A network with its mobile country code and mobile network code. */
  public record MobileNetwork(String name, String mcc, String mnc) {}

  /** Empty if none is known there. */
  public static List<MobileNetwork> of(String iso) {
    return List.copyOf(BY_COUNTRY.getOrDefault(iso, List.of()));
  }
}
