// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.facts;

import java.util.HashMap;
import java.util.Map;

/** The titles of Twilio's error codes. The table is read when the first title is needed. */
public final class ErrorTitles {
  private ErrorTitles() {}

  /** The title, or {@code "Unknown error"} for a code that is not in the dictionary. */
  public static String of(int code) {
    return Table.TITLES.getOrDefault(code, "Unknown error");
  }

  private static final class Table {
    static final Map<Integer, String> TITLES = new HashMap<>();

    static {
      for (var row : FactTable.read("twilio-error-codes.csv")) {
        TITLES.put(Integer.valueOf(row.get("code")), row.get("message"));
      }
    }
  }
}
