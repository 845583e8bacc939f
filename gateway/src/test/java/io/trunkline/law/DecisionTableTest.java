// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.phone.PhoneNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the bundled rule set decides, line by line of {@code decisions.txt}. */
class DecisionTableTest {

  private static final Map<String, RuleSet> BY_CLOCKS =
      Map.of(
          "true", RuleSets2026.withTheClocksOf2026(), "stale", RuleSets2026.withTheClocksOf2025());

  private static final List<Line> LINES = lines();

  /** A question and its answer. */
  private record Line(int number, String clocks, String question, String answer) {

    @Override
    public String toString() {
      return number + ": " + question + " => " + answer;
    }
  }

  static List<Line> table() {
    return LINES;
  }

  @ParameterizedTest
  @MethodSource("table")
  void decides(Line line) {
    var cells = line.question.split("\\s*\\|\\s*");
    var ruleSet = Objects.requireNonNull(BY_CLOCKS.get(line.clocks));

    var decision = ruleSet.decide(circumstances(ruleSet, cells), instant(cells[5]));

    assertThat(written(decision, OffsetDateTime.parse(cells[5]).getOffset()))
        .isEqualTo(normalized(line.answer, OffsetDateTime.parse(cells[5]).getOffset()));
  }

  @Test
  void asksEveryRowOfTheRuleSet() {
    var ruleSet = RuleSets2026.withTheClocksOf2026();
    var asked =
        LINES.stream()
            .map(line -> line.question.split("\\s*\\|\\s*"))
            .flatMap(
                cells ->
                    ruleSet
                        .explain(circumstances(ruleSet, cells), instant(cells[5]))
                        .rules()
                        .stream())
            .collect(Collectors.toCollection(TreeSet::new));
    var decisive =
        LINES.stream()
            .flatMap(line -> Arrays.stream(line.answer.split("\\|")[1].strip().split(" ")))
            .collect(Collectors.toSet());

    assertThat(LINES).hasSizeGreaterThan(300);
    assertThat(asked).containsAll(ruleSet.ruleIds());
    assertThat(decisive).containsAll(ruleSet.ruleIds());
  }

  private static Circumstances circumstances(RuleSet ruleSet, String... cells) {
    var known = parts(cells[1]);
    var place =
        new KnownPlace(
            known.containsKey("zone") ? ZoneId.of(known.get("zone")) : null,
            known.get("zip"),
            known.get("region"));
    var where = ruleSet.whereabouts(PhoneNumber.parse(cells[0]), place);
    return circumstances(where, known, cells);
  }

  private static Circumstances circumstances(
      Whereabouts where, Map<String, String> known, String... cells) {
    var history = Arrays.stream(cells[6].split(",")).map(String::strip).toList();
    return new Circumstances(
        where,
        Purpose.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        Medium.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        known.get("about"),
        ConsentLevel.valueOf(cells[4].toUpperCase(Locale.ROOT)),
        history.stream()
            .filter(it -> it.startsWith("bought "))
            .map(it -> instant(it.substring("bought ".length())))
            .findFirst()
            .orElse(null),
        history.stream()
            .filter(it -> !it.startsWith("bought ") && !it.equals("-"))
            .map(DecisionTableTest::contact)
            .toList(),
        known.containsKey("hours")
            ? new OwnRules(
                List.of(new Hours("own-wish", WeekHours.parse(known.get("hours")))), List.of())
            : OwnRules.NONE);
  }

  private static Map<String, String> parts(String cell) {
    return cell.equals("-")
        ? Map.of()
        : Stream.of(cell.split("; "))
            .map(part -> part.split(" ", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  /** An instant, perhaps {@code call} or {@code robot}, and what it was about. */
  private static Contact contact(String text) {
    var words = text.split(" ");
    var about = words[words.length - 1];
    return new Contact(
        instant(words[0]),
        about.equals("-") ? null : about,
        switch (words.length == 3 ? words[1] : "text") {
          case "call" -> Medium.VOICE;
          case "robot" -> Medium.AUTOMATIC_VOICE;
          default -> Medium.TEXT;
        });
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static String written(Decision decision, ZoneOffset offset) {
    return switch (decision) {
      case Decision.Send send ->
          "send until "
              + (send.openUntil() == null ? "ever" : send.openUntil().atOffset(offset))
              + because(send.warnings());
      case Decision.Defer defer ->
          "defer " + defer.until().atOffset(offset) + because(defer.because());
      case Decision.Block block -> "block" + because(block.because());
    };
  }

  private static String because(List<Reason> reasons) {
    return " | "
        + (reasons.isEmpty()
            ? "-"
            : reasons.stream().map(Reason::rule).collect(Collectors.joining(" ")));
  }

  /** The answer with its instant by the clock of the question. */
  private static String normalized(String answer, ZoneOffset offset) {
    return Arrays.stream(answer.split(" "))
        .map(
            word -> word.matches("\\d{4}-.*T.*") ? instant(word).atOffset(offset).toString() : word)
        .collect(Collectors.joining(" "));
  }

  private static List<Line> lines() {
    var lines = new ArrayList<Line>();
    var stream = DecisionTableTest.class.getResourceAsStream("decisions.txt");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      var clocks = "true";
      int number = 0;
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.startsWith("clocks: ")) {
          clocks = text.substring("clocks: ".length());
        } else if (!text.isBlank() && !text.startsWith("#")) {
          var sides = text.split(" => ");
          lines.add(new Line(number, clocks, sides[0], sides[1]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
