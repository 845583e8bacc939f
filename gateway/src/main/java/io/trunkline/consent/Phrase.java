// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of {@code phrases.csv}. Its pattern is words between blanks: {@code a|b} one of them,
 * {@code promo*} whatever begins so, {@code a?} perhaps, {@code <en.texts>} one of that list,
 * {@code ..} up to three words, {@code /} the end of a clause; {@code ^} and {@code $} stand where
 * a clause begins and ends, {@code ^^} where the text begins.
 *
 * @param id of the rule; rows with the same id are one rule
 * @param pattern finds it in {@link Words}
 */
record Phrase(String id, String language, Says says, Pattern pattern) {

  /** What it means when it is found. */
  enum Says {
    /** Nothing about consent, whatever words are in it: a negation, another meaning. */
    OTHERWISE,
    REVOKE,
    /** The same, and somebody else has the number. */
    WRONG_NUMBER,
    DOUBT,
    /** In front of quoted text: what is quoted is ours. */
    REACTION
  }

  private static final String ANY_WORD = "[^ /]+";

  static Phrase read(
      String id, String language, Says says, String pattern, Map<String, String> lists) {
    var regex =
        Stream.of(pattern.split(" "))
            .map(token -> regex(token, lists))
            .collect(Collectors.joining());
    return new Phrase(id, language, says, Pattern.compile("(?<= )" + regex));
  }

  private static String regex(String token, Map<String, String> lists) {
    return switch (token) {
      case "^^" -> "(?<=\\A )";
      case "^" -> "(?<=\\A |/ )";
      case "$" -> "(?=/|\\z)";
      case ".." -> "(?:" + ANY_WORD + " ){0,3}?";
      default -> {
        var optional = token.endsWith("?");
        var words = optional ? token.substring(0, token.length() - 1) : token;
        yield "(?:(?:" + words(words, lists) + ") )" + (optional ? "?" : "");
      }
    };
  }

  private static String words(String words, Map<String, String> lists) {
    return Stream.of(words.split("\\|"))
        .map(word -> word.startsWith("<") ? list(word, lists) : word)
        .map(word -> word.replace("*", "[^ /]*"))
        .collect(Collectors.joining("|"));
  }

  private static String list(String name, Map<String, String> lists) {
    var words = lists.get(name.substring(1, name.length() - 1));
    if (words == null) {
      throw new IllegalStateException("phrases.csv: no list " + name);
    }
    return words;
  }
}
