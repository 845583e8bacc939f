// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.facts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the tables of facts that are packed with the emulator. */
public final class FactTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private FactTable() {}

  /** All rows of the table; the first line names the columns. */
  public static List<CSVRecord> read(String resource) {
    var stream = FactTable.class.getResourceAsStream("/io/trunkline/emulator/facts/" + resource);
    Objects.requireNonNull(stream, resource);
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return FORMAT.parse(reader).getRecords();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
