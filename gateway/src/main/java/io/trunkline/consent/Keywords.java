// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * The words that mean stop, start and help, from {@code keywords.csv}. A text is a keyword if,
 * normalised, it is one as a whole: {@code "S.T.O.P"}, {@code "Stop!!"} and full-width {@code
 * "ＳＴＯＰ"} are, {@code "bus stop"} is not.
 */
final class Keywords {

  /**
   * A keyword that was recognised.
   *
   * @param word as normalised
   * @param inSentence what it says with other words around it
   * @param onTollFreeNetwork whether the network of toll-free numbers acts on it; an opt-in that it
   *     does not act on restores nothing there
   */
  record Keyword(
      String word,
      KeywordAction action,
      String language,
      InSentence inSentence,
      boolean onTollFreeNetwork) {}

  /** What a word says that has others around it. */
  enum InSentence {
    /** The same where it is a clause by itself, else doubt: {@code "Stop. Thanks"}. */
    CLAUSE,
    /** Doubt wherever it is: {@code "cancel my order"}. */
    DOUBT,
    /** Nothing. */
    NO
  }

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\s]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private final Map<String, Keyword> keywords = new LinkedHashMap<>();
  private final Set<String> answeredByTwilio = new HashSet<>();

  Keywords() {
    Tables.read("keywords.csv", this::keyword);
  }

  Optional<Keyword> recognise(String text) {
    return Optional.ofNullable(keywords.get(normalise(text)));
  }

  /** The word that asks to stop, also with others around it. */
  Optional<Keyword> optOut(String words) {
    return Optional.ofNullable(keywords.get(words))
        .filter(word -> word.inSentence() != InSentence.NO);
  }

  /** The first of {@link Words} that asks to stop. */
  Optional<Keyword> occurringIn(String words) {
    return keywords.values().stream()
        .filter(word -> word.inSentence() != InSentence.NO)
        .filter(word -> words.contains(" " + word.word() + " "))
        .min(Comparator.comparing(word -> words.indexOf(" " + word.word() + " ")));
  }

  /** Whether Twilio's default handling takes the text as it stands for a keyword. */
  boolean twilioAnswers(String text) {
    return answeredByTwilio.contains(text.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * The first tier of recognition: compatibility forms folded, accents, punctuation, symbols and
   * invisible characters dropped, spaces collapsed, case folded.
   */
  static String normalise(String text) {
    var folded = Normalizer.normalize(text, Normalizer.Form.NFKD);
    folded = MARKS.matcher(folded).replaceAll("");
    folded = NOT_IN_WORDS.matcher(folded).replaceAll("");
    folded = SPACES.matcher(folded).replaceAll(" ").strip();
    return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private void keyword(CSVRecord row) {
    var action =
        switch (row.get("action")) {
          case "opt_out" -> KeywordAction.OPT_OUT;
          case "opt_in" -> KeywordAction.OPT_IN;
          case "help", "info" -> KeywordAction.HELP;
          default -> throw new IllegalStateException("keywords.csv: unknown action in " + row);
        };
    var word = normalise(row.get("keyword"));
    var onTollFreeNetwork = row.get("toll_free_network").equals("yes");
    var inSentence = InSentence.valueOf(row.get("in_sentence").toUpperCase(Locale.ROOT));
    keywords.putIfAbsent(
        word, new Keyword(word, action, row.get("language"), inSentence, onTollFreeNetwork));
    if (row.get("twilio_default").equals("yes")) {
      answeredByTwilio.add(row.get("keyword"));
    }
  }
}
