// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text without what writes the same thing in another way: case, accents, compatibility forms,
 * invisible characters.
 *
 * @param text what is left, with its spaces and punctuation
 * @param words the runs of letters, digits and marks in it
 */
record Folded(String text, List<String> words) {

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

  /** Elsewhere a mark is no accent but part of a letter. */
  private static final Pattern ACCENT =
      Pattern.compile("([\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}])\\p{M}+");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  static Folded of(String text) {
    if (text.chars().allMatch(character -> character < 128)) {
      var folded = text.toLowerCase(Locale.ROOT);
      return new Folded(folded, asciiWords(folded));
    }
    var folded = fold(text);
    return new Folded(
        folded,
        Arrays.stream(BETWEEN_WORDS.split(folded)).filter(word -> !word.isEmpty()).toList());
  }

  /** Most texts have no other letters, and the pattern is slow. */
  private static List<String> asciiWords(String folded) {
    var words = new ArrayList<String>();
    int from = 0;
    for (int at = 0; at <= folded.length(); at++) {
      if (at == folded.length() || !Character.isLetterOrDigit(folded.charAt(at))) {
        if (at > from) {
          words.add(folded.substring(from, at));
        }
        from = at + 1;
      }
    }
    return words;
  }

  private static String fold(String text) {
    var folded = Normalizer.normalize(text, Normalizer.Form.NFKD);
    folded = INVISIBLE.matcher(folded).replaceAll("");
    folded = ACCENT.matcher(folded).replaceAll("$1");
    folded = Normalizer.normalize(folded, Normalizer.Form.NFKC);
    return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Whether these words stand in it, one after the other, or written as one. */
  boolean says(Folded phrase) {
    return Collections.indexOfSubList(words, phrase.words()) >= 0
        || words.contains(String.join("", phrase.words()));
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Folded[" + words.size() + " words]";
  }
}
