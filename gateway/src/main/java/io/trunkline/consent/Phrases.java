// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.Phrase.Says;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** The rules of {@code phrases.csv}, in their order: what is said first is looked for first. */
final class Phrases {

  /** A few words, then a quotation to the end. */
  private static final Pattern QUOTING =
      Pattern.compile("\\s*([^“”\"«»„]{1,40})[“\"«„].*[”\"»“]\\s*", Pattern.DOTALL);

  private final Map<String, String> lists = new HashMap<>();
  private final Set<String> courtesies = new HashSet<>();
  private final List<Phrase> phrases = new ArrayList<>();
  private final List<Phrase> reactions = new ArrayList<>();

  Phrases() {
    Tables.read("phrases.csv", this::row);
  }

  /** In the order in which they are looked for. */
  List<Phrase> all() {
    return phrases;
  }

  /** Whether the word is said for politeness only. */
  boolean isCourtesy(String word) {
    return courtesies.contains(word);
  }

  /** The rule by which the text does no more than quote one of ours. */
  Optional<Phrase> reaction(String text) {
    var quoting = QUOTING.matcher(text);
    if (!quoting.matches()) {
      return Optional.empty();
    }
    var words = Words.of(quoting.group(1));
    return reactions.stream().filter(phrase -> phrase.pattern().matcher(words).find()).findFirst();
  }

  private void row(CSVRecord row) {
    var pattern = row.get("pattern");
    switch (row.get("says")) {
      case "list" -> lists.put(row.get("id"), pattern);
      case "courtesy" -> courtesies.addAll(List.of(pattern.split("\\|")));
      case "reaction" -> reactions.add(phrase(row, Says.REACTION, "^^ " + pattern + " $"));
      default -> phrases.add(phrase(row, says(row), pattern));
    }
  }

  private static Says says(CSVRecord row) {
    return Says.valueOf(row.get("says").toUpperCase(Locale.ROOT));
  }

  private Phrase phrase(CSVRecord row, Says says, String pattern) {
    return Phrase.read(row.get("id"), row.get("language"), says, pattern, lists);
  }
}
