// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words and phrases that are looked for in texts: as whole words, however they are written. Where a
 * script puts no spaces between words, they are found anywhere.
 */
final class WordList {

  private static final int MOST_WORDS = 2000;
  private static final int LONGEST = 100;
  private static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9_]{0,62}");

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          // Has spaces, but hangs particles on its words.
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private record Entry(String category, String written, List<String> words) {}

  private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
  private final Map<String, Entry> anywhere = new LinkedHashMap<>();

  /**
   * @param words by category
   */
  WordList(Map<String, List<String>> words) {
    words.forEach((category, list) -> list.forEach(word -> add(category, word)));
  }

  static void check(Map<String, List<String>> words) {
    if (words.values().stream().mapToInt(List::size).sum() > MOST_WORDS) {
      throw new IllegalArgumentException("There are at most " + MOST_WORDS + " forbidden words");
    }
    words.forEach(
        (category, list) -> {
          if (!CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException(
                "A category of forbidden words has a name of small letters, digits and _");
          }
          if (list.stream().anyMatch(word -> word.length() > LONGEST || hasNoWord(word))) {
            throw new IllegalArgumentException(
                "A forbidden word has letters or digits, and at most " + LONGEST + " characters");
          }
        });
  }

  private static boolean hasNoWord(String text) {
    return Folded.of(text).words().isEmpty();
  }

  private void add(String category, String written) {
    var folded = Folded.of(written);
    var entry = new Entry(category, written, folded.words());
    if (folded.text().codePoints().anyMatch(WordList::hasNoSpaces)) {
      anywhere.put(folded.text().strip(), entry);
    } else {
      byFirstWord.computeIfAbsent(entry.words().getFirst(), first -> new ArrayList<>()).add(entry);
    }
  }

  private static boolean hasNoSpaces(int point) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(point));
  }

  /** What of the list is in a text, as the list writes it, by category. */
  Map<String, List<String>> in(Folded text) {
    var found = new LinkedHashMap<String, List<String>>();
    var words = text.words();
    for (int at = 0; at < words.size(); at++) {
      for (var entry : byFirstWord.getOrDefault(words.get(at), List.of())) {
        if (begins(words.subList(at, words.size()), entry.words())) {
          note(entry, found);
        }
      }
    }
    anywhere.forEach(
        (part, entry) -> {
          if (text.text().contains(part)) {
            note(entry, found);
          }
        });
    return found;
  }

  private static void note(Entry entry, Map<String, List<String>> found) {
    var words = found.computeIfAbsent(entry.category(), category -> new ArrayList<>());
    if (!words.contains(entry.written())) {
      words.add(entry.written());
    }
  }

  private static boolean begins(List<String> words, List<String> beginning) {
    return words.size() >= beginning.size() && words.subList(0, beginning.size()).equals(beginning);
  }
}
