// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

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
    var name = "/io/trunkline/facts/gsm0338.csv";
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var resource = Objects.requireNonNull(GsmAlphabet.class.getResourceAsStream(name), name);
        var rows = format.parse(new InputStreamReader(resource, UTF_8))) {
      for (var row : rows) {
        var codePoint = Integer.parseInt(row.get("unicode").substring(2), 16);
        septets[codePoint] = Byte.parseByte(row.get("septets"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return septets;
  }
}
