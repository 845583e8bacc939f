// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables of this room; lines that begin with # are comments. */
final class Rows {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').get();

  private Rows() {}

  static List<CSVRecord> of(String name) {
    try (var resource = Objects.requireNonNull(Rows.class.getResourceAsStream(name), name);
        var rows = FORMAT.parse(new InputStreamReader(resource, UTF_8))) {
      return rows.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
