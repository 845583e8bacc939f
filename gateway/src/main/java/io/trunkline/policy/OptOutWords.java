// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How texts say that one can opt out, by {@code opt-out-words.csv}. */
final class OptOutWords {

  /** Between "reply" and "STOP". */
  private static final int NEAR = 4;

  private static final Set<String> ASK = words("ask");
  private static final Set<String> WORDS = words("word");
  private static final Set<String> STEMS = words("stem");
  private static final Set<String> TO = words("to");

  private static final Map<String, List<List<String>>> PHRASES =
      Rows.of("opt-out-words.csv").stream()
          .filter(row -> row.get("kind").equals("phrase"))
          .map(row -> List.of(row.get("words").split(" ")))
          .collect(groupingBy(List::getFirst, mapping(phrase -> phrase, Collectors.toList())));

  private static final int SHORTEST_STEM =
      STEMS.stream().mapToInt(String::length).min().orElseThrow();
  private static final int LONGEST_STEM =
      STEMS.stream().mapToInt(String::length).max().orElseThrow();

  /** As it is written on purpose; "stop by our shop" is something else. */
  private static final Pattern CAPITALS =
      Pattern.compile("(?<![\\p{L}\\p{N}])STOP(?![\\p{L}\\p{N}])");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  private OptOutWords() {}

  /** Whether a text says how, in one of the languages of the table. */
  static boolean instruct(String text) {
    return instruct(text, Folded.of(text));
  }

  static boolean instruct(String text, Folded folded) {
    if (text.contains("STOP") && CAPITALS.matcher(text).find()) {
      return true;
    }
    var words = folded.words();
    for (int at = 0; at < words.size(); at++) {
      if (saysAlone(words, at) || ASK.contains(words.get(at)) && isNear(words, at + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has them answer with a number: "Reply 2 to unsubscribe". */
  static boolean wantNumber(Folded folded) {
    var words = folded.words();
    for (int at = 1; at < words.size() - 2; at++) {
      if (NUMBER.matcher(words.get(at)).matches()
          && TO.contains(words.get(at + 1))
          && (ASK.contains(words.get(at - 1)) || at > 1 && ASK.contains(words.get(at - 2)))
          && leaves(words, at + 2)) {
        return true;
      }
    }
    return false;
  }

  /** Perhaps after one more: "to be removed", "pour vous désinscrire". */
  private static boolean leaves(List<String> words, int at) {
    return words.subList(at, Math.min(at + 2, words.size())).stream().anyMatch(WORDS::contains)
        || saysAlone(words, at)
        || at + 1 < words.size() && saysAlone(words, at + 1);
  }

  private static boolean isNear(List<String> words, int at) {
    for (int next = at; next < Math.min(at + NEAR, words.size()); next++) {
      if (WORDS.contains(words.get(next))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysAlone(List<String> words, int at) {
    var word = words.get(at);
    return beginsWithStem(word)
        || PHRASES.getOrDefault(word, List.of()).stream()
            .anyMatch(
                phrase ->
                    at + phrase.size() <= words.size()
                        && words.subList(at, at + phrase.size()).equals(phrase));
  }

  private static boolean beginsWithStem(String word) {
    // Korean puts words together.
    int last = word.charAt(0) < '\u1100' ? 0 : word.length();
    for (int from = 0; from <= last; from++) {
      int longest = Math.min(word.length() - from, LONGEST_STEM);
      for (int length = SHORTEST_STEM; length <= longest; length++) {
        if (STEMS.contains(word.substring(from, from + length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> words(String kind) {
    return Rows.of("opt-out-words.csv").stream()
        .filter(row -> row.get("kind").equals(kind))
        .flatMap(row -> Arrays.stream(row.get("words").split(" ")))
        .collect(toUnmodifiableSet());
  }
}
