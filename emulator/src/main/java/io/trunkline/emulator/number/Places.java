// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.facts.FactTable;
import java.util.HashMap;
import java.util.Map;

/** Where a number seems to be from: plausible for many, empty for the rest. */
public final class Places {
  private static final Place NOWHERE = new Place("", "", "", "");
  private static final int LONGEST_PREFIX = 4;
  private static final Map<String, Place> BY_PREFIX = new HashMap<>();

  static {
    for (var row : FactTable.read("places.csv")) {
      BY_PREFIX.put(
          row.get("prefix"),
          new Place(row.get("country"), row.get("state"), row.get("city"), row.get("zip")));
    }
  }

  private Places() {}

  /** A place as callbacks name it; what is not known is empty. */
  public record Place(String country, String state, String city, String zip) {}

  /** The place of an E.164 number. */
  public static Place of(String number) {
    for (int length = Math.min(LONGEST_PREFIX, number.length() - 1); length > 0; length--) {
      var place = BY_PREFIX.get(number.substring(1, 1 + length));
      if (place != null) {
        return place;
      }
    }
    return NOWHERE;
  }
}
