// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * What carriers of a country do with a name for a sender: {@code name-countries.csv}, gathered from
 * several lists. Where these contradict each other, it says so.
 */
enum NameSupport {
  /** Any name arrives. */
  DYNAMIC,
  /** A name arrives once it has been registered in that country. */
  PREREGISTER,
  /** The lists disagree, or do not know the country. */
  VERIFY,
  /** No name arrives. */
  NOT_SUPPORTED;

  private static final Map<String, NameSupport> BY_COUNTRY = read();

  static NameSupport in(String country) {
    return BY_COUNTRY.getOrDefault(country, VERIFY);
  }

  private static Map<String, NameSupport> read() {
    var name = "name-countries.csv";
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    var stream = Objects.requireNonNull(NameSupport.class.getResourceAsStream(name), name);
    try (var reader = new InputStreamReader(stream, UTF_8);
        var rows = format.parse(reader)) {
      return rows.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  row -> row.get("country"),
                  row -> valueOf(row.get("support").toUpperCase(Locale.ROOT))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
