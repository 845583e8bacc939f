// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * What a country demands of marketing texts: a row of {@code country-marks.csv}.
 *
 * @param ofSender whether it is the sender that is looked at, not the text
 * @param demanded whether the pattern must be found, or must not
 */
record CountryMark(String id, boolean ofSender, boolean demanded, Pattern pattern, String detail) {

  private static final Map<String, List<CountryMark>> BY_COUNTRY =
      Rows.of("country-marks.csv").stream()
          .collect(
              Collectors.groupingBy(
                  row -> row.get("country"),
                  Collectors.mapping(CountryMark::of, Collectors.toList())));

  static List<CountryMark> of(String country) {
    return BY_COUNTRY.getOrDefault(country, List.of());
  }

  private static CountryMark of(CSVRecord row) {
    return new CountryMark(
        row.get("id"),
        isFirst(row, "of", "sender", "body"),
        isFirst(row, "is", "demanded", "forbidden"),
        Pattern.compile(row.get("pattern")),
        row.get("detail"));
  }

  private static boolean isFirst(CSVRecord row, String column, String first, String second) {
    var value = row.get(column);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalStateException("country-marks.csv: " + column + " of " + row.get("id"));
    }
    return value.equals(first);
  }

  boolean isMissed(String body, String sender) {
    return pattern.matcher(ofSender ? sender : body).find() != demanded;
  }
}
