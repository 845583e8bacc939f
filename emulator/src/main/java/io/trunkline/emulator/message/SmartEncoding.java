// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.FactTable;
import java.util.HashMap;
import java.util.Map;

/** Puts characters of GSM-7 in the place of those that would make a whole text UCS-2. */
@Seen(
    what = "Smart Encoding replaces typographic characters by their likes in GSM-7.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/services/smart-encoding-char-list")
public final class SmartEncoding {
  private SmartEncoding() {}

  /** The text with everything replaced that has a replacement; the rest stays as it is. */
  public static String of(String text) {
    var replaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      var replacement = Table.REPLACEMENTS.get(character);
      if (replacement == null) {
        replaced.append(character);
      } else {
        replaced.append(replacement);
      }
    }
    return replaced.toString();
  }

  /** Read when the first text is encoded. All of its characters are of the basic plane. */
  private static final class Table {
    static final Map<Character, String> REPLACEMENTS = new HashMap<>();

    static {
      for (var row : FactTable.read("smart-encoding.csv")) {
        var replacement = new StringBuilder();
        for (var codePoint : row.get("replacement").split(" ")) {
          if (!codePoint.isEmpty()) {
            replacement.append(character(codePoint));
          }
        }
        REPLACEMENTS.put(character(row.get("unicode")), replacement.toString());
      }
    }

    /** {@code U+2019} as a character. */
    private static char character(String codePoint) {
      return (char) Integer.parseInt(codePoint.substring(2), 16);
    }
  }
}
