// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables of {@code twilio-facts} that tell of characters. */
final class FactTable {

  private FactTable() {}

  static List<CSVRecord> read(String file) {
    var name = "/io/trunkline/facts/" + file;
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var resource = Objects.requireNonNull(FactTable.class.getResourceAsStream(name), name);
        var rows = format.parse(new InputStreamReader(resource, UTF_8))) {
      return rows.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Of {@code U+2019}, as the tables write it. */
  static int codePoint(String written) {
    return Integer.parseInt(written.substring(2), 16);
  }
}
