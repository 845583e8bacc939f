// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.segments.Encoding;
import io.trunkline.segments.Segments;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentChecksTest {

  private static final AccountId ACCOUNT = new AccountId(new UUID(0, 1));

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  private static final Map<String, List<String>> FORBIDDEN =
      Map.of(
          "alcohol", List.of("vodka", "happy hour"),
          "gambling", List.of("Casino", "Glücksspiel", "赌场", "คาสิโน"));

  static List<CSVRecord> texts() throws IOException {
    var format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#');
    try (var resource =
            Objects.requireNonNull(
                ContentChecksTest.class.getResourceAsStream("content-checks.csv"));
        var rows = format.get().parse(new InputStreamReader(resource, UTF_8))) {
      return rows.getRecords();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void findWhatTheLineSays(CSVRecord line) {
    var expected =
        Arrays.stream(line.get("findings").split(" ")).filter(one -> !one.isEmpty()).toList();

    var findings = checks(Strictness.WARN).read(proposal(line), isDue(line)).findings();

    assertThat(findings)
        .as(line.get("body"))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(findings).noneMatch(Finding::blocks);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void blockInsteadWhereThePolicyIsStrict(CSVRecord line) {
    var warnings = checks(Strictness.WARN).read(proposal(line), isDue(line)).findings();
    var blocks = checks(Strictness.BLOCK).read(proposal(line), isDue(line)).findings();

    assertThat(blocks).allMatch(Finding::blocks).hasSameSizeAs(warnings);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void findNothingThatIsOff(CSVRecord line) {
    assertThat(checks(Strictness.OFF).read(proposal(line), true).findings()).isEmpty();
  }

  @Test
  void nameTheHostAndTheWordsAndNothingElse() {
    var said = proposal("Acme: vodka at https://www.bit.ly/secret");

    assertThat(checks(Strictness.WARN).read(said, false).findings())
        .extracting(Finding::detail)
        .containsExactlyInAnyOrder(
            "The text speaks of alcohol: vodka",
            "The text has a link of the public shortener www.bit.ly, which carriers block");
  }

  @Test
  void needANameToLookFor() {
    var nameless =
        new ContentChecks(
            new Policy.Content(null, TestPolicies.all(Strictness.WARN), Map.of(), line()));

    assertThat(nameless.read(proposal("Hello"), false).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Reply STOP to opt out",
    "fr, Répondez STOP pour vous désinscrire",
    "fr-CA, Répondez ARRET",
    "fr-FR, Répondez STOP pour vous désinscrire",
    "ja, Reply STOP to opt out",
    ", Reply STOP to opt out"
  })
  void appendTheStopLineInTheLanguageOfTheText(String language, String line) {
    var words = new Proposal.Words("Acme: 20% off", language, Proposal.Form.WRITTEN);

    assertThat(appending().read(saying(words), true).body()).isEqualTo("Acme: 20% off\n" + line);
  }

  @Test
  void appendNoStopLineWhereItIsNotDueOrCannotBe() {
    var checks = appending();
    var fixed = saying(new Proposal.Words("Acme: 20% off", null, Proposal.Form.FIXED));
    var transactional =
        TestPolicies.proposal(ACCOUNT, "+14155550123", Purpose.TRANSACTIONAL, "Acme: sent");

    assertThat(checks.read(proposal("Acme: 20% off"), false).body()).isEqualTo("Acme: 20% off");
    assertThat(checks.read(fixed, true).body()).isEqualTo("Acme: 20% off");
    assertThat(checks.read(transactional, true).body()).isEqualTo("Acme: sent");
    assertThat(checks.read(proposal("Acme: STOP au 36173"), true).body())
        .isEqualTo("Acme: STOP au 36173");
    assertThat(checks.read(proposal(""), true).body()).isEmpty();
  }

  @Test
  void areSatisfiedByTheirOwnStopLines() {
    for (var row : Rows.of("stop-lines.csv")) {
      var text = row.get("text");

      assertThat(OptOutWords.instruct(text)).as(text).isTrue();
      assertThat(OptOutWords.wantNumber(Folded.of(text))).as(text).isFalse();
      assertThat(Segments.of(text, false).encoding()).as(text).isEqualTo(Encoding.GSM_7);
    }
  }

  @Test
  void rowsOfTheTablesAreWellFormedAndSayWhereTheyComeFrom() {
    assertThat(Rows.of("public-url-shorteners.csv"))
        .hasSize(34)
        .allSatisfy(row -> assertThat(row.get("host")).matches("[a-z0-9]+\\.[a-z]+"))
        .allSatisfy(row -> assertThat(row.get("source")).isNotBlank());
    assertThat(Rows.of("country-marks.csv"))
        .allSatisfy(row -> assertThat(row.get("id")).startsWith(row.get("country").toLowerCase()))
        .allSatisfy(row -> assertThat(row.get("source")).isNotBlank())
        .allSatisfy(row -> assertThat(row.get("confidence")).contains("ary"))
        .extracting(row -> row.get("country"))
        .containsOnly("FR", "KR", "AE", "SA", "JO");
  }

  private static ContentChecks checks(Strictness strictness) {
    return new ContentChecks(
        new Policy.Content("Acme", TestPolicies.all(strictness), FORBIDDEN, line()));
  }

  private static ContentChecks appending() {
    return new ContentChecks(
        new Policy.Content(
            "Acme",
            TestPolicies.all(Strictness.WARN),
            FORBIDDEN,
            new Policy.StopLine(line().texts(), Set.of(Purpose.MARKETING), Duration.ZERO)));
  }

  private static Policy.StopLine line() {
    return new Policy.StopLine(
        Map.of(
            "en", "Reply STOP to opt out",
            "fr", "Répondez STOP pour vous désinscrire",
            "fr-CA", "Répondez ARRET"),
        Set.of(),
        Duration.ZERO);
  }

  private static String body(CSVRecord line) {
    return ESCAPE
        .matcher(line.get("body").replace("\\n", "\n"))
        .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
  }

  private static boolean isDue(CSVRecord line) {
    return !line.get("due").equals("no");
  }

  private static Proposal proposal(String body) {
    return TestPolicies.proposal(ACCOUNT, "+14155550123", Purpose.MARKETING, body);
  }

  private static Proposal saying(Proposal.Words words) {
    var one = proposal("");
    return new Proposal(
        one.account(),
        one.ownCountries(),
        one.recipient(),
        one.purpose(),
        one.sender(),
        false,
        false,
        words);
  }

  private static Proposal proposal(CSVRecord line) {
    return new Proposal(
        ACCOUNT,
        Set.of(),
        new PhoneNumber(or(line, "recipient", "+14155550123")),
        Purpose.valueOf(or(line, "purpose", "marketing").toUpperCase(Locale.ROOT)),
        or(line, "sender", "+14155550100"),
        line.get("conversation").equals("yes"),
        false,
        new Proposal.Words(body(line), null, Proposal.Form.valueOf(or(line, "form", "WRITTEN"))));
  }

  private static String or(CSVRecord line, String column, String otherwise) {
    var value = line.get(column);
    return value.isEmpty() ? otherwise : value;
  }
}
