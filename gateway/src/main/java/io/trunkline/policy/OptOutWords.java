// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How texts say that one can opt out, by {@code opt-out-words.csv}. */
final class OptOutWords {

  /** Between "reply" and "STOP". */
  private static final int NEAR = 4;

  private static final Set<String> ASK = words("ask");
  private static final Set<String> BETWEEN = words("between");
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

  /**
   * As it is written on purpose; "stop by our shop" is something else, and so are "NON-STOP" and
   * "DON'T STOP".
   */
  private static final Pattern CAPITALS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}]\\p{Pd})(?<!(?i:n['’]t|\\bnot|\\bnever|\\bnon)\\s{1,3})"
              + "STOP(?!\\p{Pd}?[\\p{L}\\p{N}])");

  private static final Pattern QUOTED =
      Pattern.compile("[\"'‘’‚“”„«»‹›]\\s?([\\p{L}\\p{M}]+)\\s?[\"'‘’“”«»‹›]");

  private static final Pattern SHOUTED =
      Pattern.compile("(?<![\\p{L}\\p{M}])[\\p{Lu}\\p{M}]{2,}(?![\\p{L}\\p{M}])");

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
      if (saysAlone(words, at)
          || ASK.contains(words.get(at))
              && (saysWhat(words, at + 1, text) || wantsNumber(words, at))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has them answer with a number: "Reply 2 to unsubscribe". */
  static boolean wantNumber(Folded folded) {
    var words = folded.words();
    for (int at = 0; at < words.size() - 3; at++) {
      if (ASK.contains(words.get(at)) && wantsNumber(words, at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param ask where it has them answer, perhaps with one more word before the number
   */
  private static boolean wantsNumber(List<String> words, int ask) {
    for (int at = ask + 1; at < Math.min(ask + 3, words.size() - 2); at++) {
      if (NUMBER.matcher(words.get(at)).matches()
          && TO.contains(words.get(at + 1))
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

  /** Right away ("reply with stop"), or soon and so that it stands out ("reply to us with END"). */
  private static boolean saysWhat(List<String> words, int at, String text) {
    boolean rightAway = true;
    for (var word : words.subList(at, Math.min(at + NEAR, words.size()))) {
      if (WORDS.contains(word) && (rightAway || standsOut(word, text))) {
        return true;
      }
      rightAway &= BETWEEN.contains(word);
    }
    return false;
  }

  /** In capitals, unless all is, or in quotes. */
  private static boolean standsOut(String word, String text) {
    var shouted =
        text.chars().anyMatch(Character::isLowerCase)
            ? SHOUTED.matcher(text).results().map(MatchResult::group)
            : Stream.<String>empty();
    return Stream.concat(shouted, QUOTED.matcher(text).results().map(match -> match.group(1)))
        .anyMatch(one -> Folded.of(one).text().equals(word));
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
