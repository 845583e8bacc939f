// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.facts.FactTable;

/** The default alphabet of GSM 03.38 and its extension table. */
public final class GsmAlphabet {
  private static final byte[] SEPTETS = new byte[0x2100];

  static {
    for (var row : FactTable.read("gsm0338.csv")) {
      int character = Integer.parseInt(row.get("unicode").substring(2), 16);
      SEPTETS[character] = Byte.parseByte(row.get("septets"));
    }
  }

  private GsmAlphabet() {}

  /** 1, 2 for a character of the extension table, 0 for one that the alphabet does not have. */
  public static int septets(char character) {
    return character < SEPTETS.length ? SEPTETS[character] : 0;
  }

  /** The septets of the whole text, or -1 if the alphabet does not have some character of it. */
  public static int septets(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int septets = septets(text.charAt(i));
      if (septets == 0) {
        return -1;
      }
      sum += septets;
    }
    return sum;
  }
}
