// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the tables of this room. */
final class Table {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private Table() {}

  /** The rows, each a map from column to cell. */
  static List<Map<String, String>> read(String name) {
    var stream = Objects.requireNonNull(Table.class.getResourceAsStream(name), name);
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        var rows = FORMAT.parse(reader)) {
      return rows.stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** A cell that holds several values. */
  static Stream<String> list(Map<String, String> row, String column) {
    return Stream.of(cell(row, column).split("\\|")).filter(value -> !value.isEmpty());
  }
}
