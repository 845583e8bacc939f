// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static io.trunkline.templates.TemplateVariable.optional;
import static io.trunkline.templates.TemplateVariable.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.problem.RefusalException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderTest {

  private static final TemplateContent GREETING =
      TemplateContent.in("en", "Hi {{first_name}}, {{count}} of {{first_name}}")
          .with(required("first_name", VariableType.TEXT).maxLength(10))
          .with(optional("count", VariableType.NUMBER, "1"));

  @Test
  void putsValuesInTheirPlaces() {
    assertThat(say(GREETING, "first_name", "Ann", "count", "1234.50"))
        .isEqualTo("Hi Ann, 1,234.50 of Ann");
    assertThat(say(GREETING, "first_name", "Ann")).isEqualTo("Hi Ann, 1 of Ann");
  }

  @Test
  void namesEverythingThatIsWrongWithTheValues() {
    assertThat(errors(GREETING, Map.of("count", "many", "a/b", "x", "z", "")))
        .containsExactly(
            "/variables/first_name missing_variable",
            "/variables/count invalid_variable",
            "/variables/a~1b unknown_variable",
            "/variables/z unknown_variable");
    assertThat(errors(GREETING, Map.of("first_name", "")))
        .containsExactly("/variables/first_name missing_variable");
    assertThat(errors(GREETING, Map.of("first_name", "Maximiliane")))
        .containsExactly("/variables/first_name variable_too_long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | number | -1234.5         | -1,234.5",
        "de | number | 1234.5          | 1.234,5",
        "fr | number | 1234567         | 1 234 567",
        "sv | number | -5              | -5",
        "en | money  | 1234.5 EUR      | €1,234.50",
        "de | money  | 12 EUR          | 12,00 €",
        "en | money  | 500 JPY         | ¥500",
        "en | date   | 2026-11-21      | Nov 21, 2026",
        "de | date   | 2026-11-21      | 21.11.2026",
        "en | time   | 18:30           | 6:30 PM",
        "de | time   | 18:30           | 18:30",
        "de | url    | https://a.b/c?d | https://a.b/c?d",
        "de | code   | 007-aZ          | 007-aZ",
      })
  void saysEachTypeAsTheLanguageWritesIt(String language, String type, String value, String said) {
    var content =
        TemplateContent.in(language, "{{1}}")
            .with(required("1", VariableType.valueOf(type.toUpperCase(Locale.ROOT))));

    assertThat(say(content, "1", value)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER,1e3",
    "NUMBER,'1,5'",
    "NUMBER,٣",
    "NUMBER,' 1'",
    "NUMBER,NaN",
    "MONEY,12.50",
    "MONEY,12.505 EUR",
    "MONEY,1.5 JPY",
    "MONEY,1 ABC",
    "MONEY,1 eur",
    "DATE,21.11.2026",
    "DATE,2026-02-30",
    "DATE,2026-1-1",
    "TIME,24:00",
    "TIME,6:30",
    "TIME,18:30:00",
    "URL,example.com",
    "URL,ftp://a.b/",
    "URL,https://",
    "URL,https://a b",
    "URL,https://ä.de/ü",
    "URL,javascript:alert(1)",
    "CODE,12 34",
    "CODE,ä",
    "CODE,'a\u200b'",
    "TEXT,'a\nb'",
    "TEXT,'a\tb'",
    "TEXT,'a\u0085b'",
    "TEXT,'a\u2028b'",
    "TEXT,'a\u2029b'",
    "TEXT,'a\u0007b'",
    "MULTILINE,'a\u0007b'",
    "MULTILINE,'a\u2028b'"
  })
  void refusesWhatIsOfAnotherType(VariableType type, String value) {
    var content = TemplateContent.in("en", "{{v}}").with(required("v", type));

    assertThat(errors(content, Map.of("v", value)))
        .containsExactly("/variables/v invalid_variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "x\0y", "\ud83d", "\ude00x", "\u007f"})
  void refusesWhatNoTextCanHold(String value) {
    for (var type : List.of(VariableType.TEXT, VariableType.MULTILINE)) {
      var content = TemplateContent.in("en", "{{v}}").with(required("v", type));

      assertThat(errors(content, Map.of("v", value)))
          .containsExactly("/variables/v invalid_variable");
    }
  }

  @Test
  void refusesATextThatValuesHaveMadeTooLong() {
    var content =
        TemplateContent.in("en", "{{v}}{{v}}")
            .with(required("v", VariableType.TEXT).maxLength(1600));

    assertThat(say(content, "v", "x".repeat(800))).hasSize(1600);
    assertThat(errors(content, Map.of("v", "x".repeat(801))))
        .containsExactly("/variables text_too_long");
  }

  /** Texts and values that look like templates, in any mixture, come out as what they are. */
  @Test
  void neverReadsAValueAsATemplate() {
    var random = new Random(4);
    var pieces =
        List.of(
            "{{a}}",
            "{{b}}",
            "{{",
            "}}",
            "{{{a}}}",
            "{{#a}}",
            "{{/a}}",
            "{{! x }}",
            "{{=<% %>=}}",
            "{{>a}}",
            "null",
            "$1",
            "\\",
            "\n",
            "\r\n",
            "&amp;",
            "<b>",
            "é",
            "\uD83D\uDE00",
            " ");
    var content =
        TemplateContent.in("en", "<{{a}}|{{b}}|{{a}}>")
            .with(required("a", VariableType.MULTILINE))
            .with(optional("b", VariableType.MULTILINE, ""));
    for (int i = 0; i < 20_000; i++) {
      var a = "a" + mixture(random, pieces);
      var b = mixture(random, pieces);

      assertThat(say(content, "a", a, "b", b)).isEqualTo("<" + a + "|" + b + "|" + a + ">");
    }
  }

  /** Whatever text is accepted, nothing in it is left unsaid. */
  @Test
  void leavesNoTagInWhatItSays() {
    var random = new Random(5);
    var pieces =
        List.of(
            "{{a}}", "{{ b }}", "{{\ta}}", "{", "}", "{{", "}}", "{{!c}}", "{{&a}}", "#", "a", "=",
            "\n", " ", "x");
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      var content =
          TemplateContent.in("en", "x" + mixture(random, pieces))
              .with(required("a", VariableType.CODE))
              .with(required("b", VariableType.CODE));
      if (errorsOf(() -> ContentCheck.of(content)).isEmpty()) {
        accepted++;

        assertThat(say(content, "a", "A", "b", "B")).doesNotContain("{{", "}}");
      }
    }
    assertThat(accepted).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({
    ",en",
    "en,en",
    "en-GB,en",
    "de,de",
    "de-AT,de-AT",
    "de-AT-1996,de-AT",
    "de-CH,de",
    "DE-at,de-AT",
    "zh-Hant-TW,zh-Hant",
    "zh,en",
    "fr,en",
    "de-x-private,de",
    "de-1996-x-a,de"
  })
  void fallsBackToAMoreGeneralLanguageAndThenToTheDefault(@Nullable String asked, String spoken) {
    var content =
        TemplateContent.in("en", "en").and("de", "de").and("de-AT", "de-AT").and("zh-Hant", "zh");

    assertThat(compiled(content).render(asked, Map.of()).language()).isEqualTo(spoken);
  }

  @Test
  void takesNoLanguageForADialectOfWhatItBeginsWith() {
    var content = TemplateContent.in("fi", "{{d}}").with(required("d", VariableType.DATE));
    var compiled = compiled(content);

    assertThat(compiled.render("fil", Map.of("d", "2026-11-21")).body())
        .isEqualTo(compiled.render("fi", Map.of("d", "2026-11-21")).body());
  }

  @Test
  void writesValuesAsTheDialectOfWhoeverIsSpokenTo() {
    var content = TemplateContent.in("en", "{{d}}").with(required("d", VariableType.DATE));

    assertThat(compiled(content).render("en-GB", Map.of("d", "2026-11-21")).body())
        .isEqualTo("21 Nov 2026");
    assertThat(compiled(content).render("de-AT", Map.of("d", "2026-11-21")).body())
        .isEqualTo("Nov 21, 2026");
  }

  @Test
  void refusesALanguageThatIsNone() {
    assertThat(errorsOf(() -> compiled(GREETING).render("not_a_language", Map.of())))
        .containsExactly("/language invalid_language");
  }

  @Test
  void givesTwilioTheValuesByItsOwnNumbers() {
    var sid = "HX" + "0".repeat(32);
    var named =
        TemplateContent.in("en", "{{b}} {{a}} {{b}}")
            .with(required("a", VariableType.TEXT))
            .with(required("b", VariableType.NUMBER));
    var values = Map.of("a", "x", "b", "1000");

    assertThat(compiled(named).render(null, values).contentVariables()).isEmpty();
    assertThat(linked(named, TemplateText.of("{{b}} {{a}} {{b}}").linkedTo(sid), values))
        .isEqualTo(Map.of("1", "1,000", "2", "x"));
    assertThat(linked(named, new TemplateText("{{b}}", sid, Map.of("7", "a")), values))
        .isEqualTo(Map.of("7", "x"));

    var numbered =
        TemplateContent.in("en", "")
            .with(required("1", VariableType.TEXT))
            .with(required("2", VariableType.TEXT));
    assertThat(
            linked(
                numbered,
                TemplateText.of("{{2}} {{1}}").linkedTo(sid),
                Map.of("1", "one", "2", "two")))
        .isEqualTo(Map.of("1", "one", "2", "two"));
  }

  private static Map<String, String> linked(
      TemplateContent content, TemplateText text, Map<String, String> values) {
    return compiled(content.and("en", text)).render(null, values).contentVariables();
  }

  private static String mixture(Random random, List<String> pieces) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static String say(TemplateContent content, String... values) {
    var given = new HashMap<String, String>();
    for (int i = 0; i < values.length; i += 2) {
      given.put(values[i], values[i + 1]);
    }
    return compiled(content).render(null, given).body();
  }

  private static List<String> errors(TemplateContent content, Map<String, String> values) {
    return errorsOf(() -> compiled(content).render(null, values));
  }

  private static List<String> errorsOf(Runnable work) {
    var refused = catchThrowableOfType(RefusalException.class, work::run);
    return refused == null
        ? List.of()
        : refused.refusal().errors().stream()
            .map(error -> error.pointer() + " " + error.code())
            .toList();
  }

  private static CompiledVersion compiled(TemplateContent content) {
    return new CompiledVersion(
        new TemplateVersion(
            new TemplateId(new UUID(0, 1)),
            1,
            VersionStatus.PUBLISHED,
            content,
            Instant.EPOCH,
            Instant.EPOCH,
            null));
  }
}
