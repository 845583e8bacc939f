// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Messaging Service with Smart Encoding does to a text before it is cut up: typographic
 * characters become their likes in GSM-7, so that they do not force UCS-2. What such a text will
 * cost is {@code Segments.of(SmartEncoding.apply(text), …)}.
 *
 * <p>The table is that of Twilio's calculator, oddities included: the narrow spaces and a few
 * control characters become two spaces and a tab seven; {@code ‹} and {@code ›} change places;
 * {@code «} and {@code »} become a straight double quote; other control characters and the zero
 * width ones go. Replacements are made also where another character forces UCS-2 all the same. So a
 * text may even grow, and an estimate may say one segment more than Twilio will bill.
 */
public final class SmartEncoding {

  private static final Map<Integer, String> REPLACEMENTS = read();

  private SmartEncoding() {}

  /** The text with everything replaced that has a replacement; the rest stays as it is. */
  public static String apply(String text) {
    if (text.chars().noneMatch(REPLACEMENTS::containsKey)) {
      return text;
    }
    var replaced = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              var replacement = REPLACEMENTS.get(point);
              if (replacement == null) {
                replaced.appendCodePoint(point);
              } else {
                replaced.append(replacement);
              }
            });
    return replaced.toString();
  }

  private static Map<Integer, String> read() {
    var replacements = new HashMap<Integer, String>();
    for (var row : FactTable.read("smart-encoding.csv")) {
      var replacement =
          Stream.of(row.get("replacement").split(" "))
              .filter(written -> !written.isEmpty())
              .map(written -> Character.toString(FactTable.codePoint(written)))
              .collect(Collectors.joining());
      replacements.put(FactTable.codePoint(row.get("unicode")), replacement);
    }
    return replacements;
  }
}
