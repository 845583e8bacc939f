// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The words that mean stop, start and help, from {@code keywords.csv}, and what we answer, from
 * {@code replies.csv}. A text is a keyword if, normalised, it is one as a whole: {@code "S.T.O.P"},
 * {@code "Stop!!"} and full-width {@code "ＳＴＯＰ"} are, {@code "bus stop"} is not.
 */
final class Keywords {

  /**
   * A keyword that was recognised.
   *
   * @param word as normalised
   * @param onTollFreeNetwork whether the network of toll-free numbers acts on it; an opt-in that it
   *     does not act on restores nothing there
   */
  record Keyword(String word, KeywordAction action, String language, boolean onTollFreeNetwork) {}

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\s]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private final Map<String, Keyword> keywords = new HashMap<>();
  private final Set<String> answeredByTwilio = new HashSet<>();
  private final Map<String, String> replies = new HashMap<>();

  Keywords() {
    read("keywords.csv", this::keyword);
    read("replies.csv", row -> replies.put(row.get(0) + "/" + row.get(1), row.get(2)));
  }

  Optional<Keyword> recognise(String text) {
    return Optional.ofNullable(keywords.get(normalise(text)));
  }

  /** Whether Twilio's default handling takes the text as it stands for a keyword. */
  boolean twilioAnswers(String text) {
    return answeredByTwilio.contains(text.strip().toUpperCase(Locale.ROOT));
  }

  /** What we say to it; English where the language has no text of its own. */
  String reply(KeywordAction action, String language, String sender) {
    var key = action.name().toLowerCase(Locale.ROOT) + "/";
    var text = replies.getOrDefault(key + language, replies.get(key + "en"));
    return Objects.requireNonNull(text, key).replace("{sender}", sender);
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
    keywords.putIfAbsent(word, new Keyword(word, action, row.get("language"), onTollFreeNetwork));
    if (row.get("twilio_default").equals("yes")) {
      answeredByTwilio.add(row.get("keyword"));
    }
  }

  private static void read(String name, Consumer<CSVRecord> reader) {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var resource = Objects.requireNonNull(Keywords.class.getResourceAsStream(name), name);
        var rows = format.parse(new InputStreamReader(resource, UTF_8))) {
      rows.forEach(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
