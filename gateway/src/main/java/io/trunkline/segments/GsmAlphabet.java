// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

/** GSM 03.38: how many septets a character costs, read once from {@code gsm0338.csv}. */
final class GsmAlphabet {

  /** Every character of the alphabet lies below this. */
  private static final int LIMIT = 0x20AD;

  private static final byte[] SEPTETS = read();

  private GsmAlphabet() {}

  /** 1 or 2, or 0 for a character that GSM-7 does not have. */
  static int septets(int codePoint) {
    return codePoint < LIMIT ? SEPTETS[codePoint] : 0;
  }

  private static byte[] read() {
    var septets = new byte[LIMIT];
    for (var row : FactTable.read("gsm0338.csv")) {
      septets[FactTable.codePoint(row.get("unicode"))] = Byte.parseByte(row.get("septets"));
    }
    return septets;
  }
}
