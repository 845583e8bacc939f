// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.segments.Segments;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code keywords.csv}, {@code phrases.csv} and {@code replies.csv}, which may be replaced without
 * a release.
 */
class ConsentTablesTest {

  private final Keywords keywords = new Keywords();

  static List<CSVRecord> keywordRows() throws IOException {
    return rows("keywords.csv");
  }

  static List<CSVRecord> replyRows() throws IOException {
    return rows("replies.csv");
  }

  @ParameterizedTest
  @MethodSource("keywordRows")
  void everyKeywordIsWellFormed(CSVRecord row) {
    assertThat(row.isConsistent()).isTrue();
    assertThat(row.get("action")).isIn("opt_out", "opt_in", "help");
    assertThat(row.get("language")).matches("[a-z]{2}");
    assertThat(row.get("in_sentence")).isIn("clause", "doubt", "no");
    assertThat(row.get("twilio_default")).isIn("yes", "no");
    assertThat(row.get("toll_free_network")).isIn("yes", "no");
    assertThat(row.get("confidence")).isIn("primary", "secondary", "memory");
    assertThat(row.get("source")).isNotBlank();
    assertThat(row.get("keyword"))
        .isEqualTo(row.get("keyword").strip().toUpperCase(Locale.ROOT))
        .satisfies(keyword -> assertThat(Keywords.normalise(keyword)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("keywordRows")
  void everyKeywordIsRecognisedAsWhatItsRowSays(CSVRecord row) {
    assertThat(keywords.recognise(row.get("keyword")).orElseThrow().action().name())
        .isEqualTo(row.get("action").toUpperCase(Locale.ROOT));
  }

  static List<CSVRecord> phraseRows() throws IOException {
    return rows("phrases.csv");
  }

  @ParameterizedTest
  @MethodSource("phraseRows")
  void everyPhraseIsWellFormed(CSVRecord row) {
    assertThat(row.isConsistent()).isTrue();
    assertThat(row.get("language")).matches("[a-z]{2}");
    assertThat(row.get("id")).matches(row.get("language") + "[-.][a-z-]+");
    assertThat(row.get("says"))
        .isIn("list", "courtesy", "reaction", "otherwise", "revoke", "wrong_number", "doubt");
    assertThat(row.get("source"))
        .satisfies(
            source -> assertThat(source.isBlank()).isEqualTo(row.get("says").equals("list")));
    assertThat(row.get("pattern")).doesNotContain("  ").matches("[a-z0-9 .|?*^$/<>]+");
    var words = row.get("pattern").replaceAll("<[a-z.]+>", " ").replaceAll("[^a-z0-9]+", " ");
    assertThat(Words.of(words)).isEqualTo((" " + words + " ").replaceAll(" +", " "));
  }

  @Test
  void noWordMeansTwoThings() throws IOException {
    var meanings =
        keywordRows().stream()
            .collect(
                groupingBy(
                    row -> Keywords.normalise(row.get("keyword")),
                    mapping(row -> row.get("action"), toSet())));

    assertThat(meanings).hasSizeGreaterThan(40);
    assertThat(meanings.values()).allSatisfy(actions -> assertThat(actions).hasSize(1));
  }

  @Test
  void leavesTwilioWhatTwilioAnswers() throws IOException {
    // twilio.com/docs/messaging/tutorials/advanced-opt-out, 2026-06
    assertThat(keywordRows())
        .filteredOn(row -> row.get("twilio_default").equals("yes"))
        .extracting(row -> row.get("keyword"))
        .containsExactlyInAnyOrder(
            "STOP",
            "STOPALL",
            "UNSUBSCRIBE",
            "CANCEL",
            "END",
            "QUIT",
            "OPTOUT",
            "REVOKE",
            "START",
            "YES",
            "UNSTOP",
            "HELP",
            "INFO");
  }

  @Test
  void everyActionHasAnEnglishReplyAndNoneHasTwoInALanguage() throws IOException {
    var keys =
        replyRows().stream().map(row -> row.get("action") + "/" + row.get("language")).toList();

    assertThat(keys).doesNotHaveDuplicates().contains("opt_out/en", "opt_in/en", "help/en");
  }

  @Test
  void everyOptOutIsConfirmedInItsOwnLanguage() throws IOException {
    var languages =
        replyRows().stream()
            .filter(row -> row.get("action").equals("opt_out"))
            .map(row -> row.get("language"))
            .toList();

    assertThat(keywordRows())
        .filteredOn(row -> row.get("action").equals("opt_out"))
        .extracting(row -> row.get("language"))
        .isSubsetOf(languages);
  }

  @ParameterizedTest
  @MethodSource("replyRows")
  void everyReplyNamesTheSenderAndTheWayBack(CSVRecord row) {
    assertThat(row.isConsistent()).isTrue();
    assertThat(row.get("text")).contains("{sender}").containsPattern("START|STOP|ARRET");
  }

  /** Whatever its name, unless that has letters which GSM-7 does not: then it may take two. */
  @ParameterizedTest
  @MethodSource("replyRows")
  void everyReplyTakesOneSegment(CSVRecord row) {
    assertThat(segments(row, "this sender").count()).isEqualTo(1);
    assertThat(segments(row, "é".repeat(40)).count()).isEqualTo(1);
    assertThat(segments(row, "名".repeat(40)).count()).isLessThanOrEqualTo(2);
  }

  private static Segments segments(CSVRecord row, String sender) {
    return Segments.of(row.get("text").replace("{sender}", sender), true);
  }

  private static List<CSVRecord> rows(String name) throws IOException {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var resource = Objects.requireNonNull(Keywords.class.getResourceAsStream(name));
        var rows = format.parse(new InputStreamReader(resource, UTF_8))) {
      return rows.getRecords();
    }
  }
}
