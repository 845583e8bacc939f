// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the tables of this room. */
final class Tables {

  private Tables() {}

  static void read(String name, Consumer<CSVRecord> reader) {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var resource = Objects.requireNonNull(Tables.class.getResourceAsStream(name), name);
        var rows = format.parse(new InputStreamReader(resource, UTF_8))) {
      rows.forEach(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
