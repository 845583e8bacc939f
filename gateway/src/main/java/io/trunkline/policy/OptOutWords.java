// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How texts say that one can opt out, by {@code opt-out-words.csv}. */
final class OptOutWords {

  private static final Pattern BY_WORD = pattern("word");
  private static final Pattern BY_NUMBER = pattern("number");

  /** As it is written on purpose; "stop by our shop" is something else. */
  private static final Pattern CAPITALS =
      Pattern.compile("(?<![\\p{L}\\p{N}])STOP(?![\\p{L}\\p{N}])");

  private OptOutWords() {}

  /** Whether a text says how, in one of the languages of the table. */
  static boolean instruct(String text) {
    return instruct(text, Folded.of(text));
  }

  static boolean instruct(String text, Folded folded) {
    return CAPITALS.matcher(text).find() || BY_WORD.matcher(folded.text()).find();
  }

  /** Whether it has them answer with a number. */
  static boolean wantNumber(Folded folded) {
    return BY_NUMBER.matcher(folded.text()).find();
  }

  private static Pattern pattern(String by) {
    return Pattern.compile(
        Rows.of("opt-out-words.csv").stream()
            .filter(row -> row.get("by").equals(by))
            .map(row -> "(?:" + row.get("pattern") + ")")
            .collect(Collectors.joining("|")));
  }
}
