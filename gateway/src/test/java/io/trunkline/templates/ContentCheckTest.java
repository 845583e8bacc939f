// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static io.trunkline.templates.TemplateVariable.optional;
import static io.trunkline.templates.TemplateVariable.required;
import static io.trunkline.templates.VariableType.DATE;
import static io.trunkline.templates.VariableType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.problem.RefusalException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCheckTest {

  private static final TemplateVariable A = required("a", TEXT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi {{a}}",
        "{{a}}",
        "{{ a }}{{a}}",
        "Two {{a}}\nlines, one { brace } and }{",
        "{ {{a}} }"
      })
  void acceptsTextsWithVariables(String body) {
    assertThat(ContentCheck.of(TemplateContent.in("en", body).with(A))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#a}}x{{/a}}",
        "{{^a}}x{{/a}}",
        "{{#a}}x",
        "x{{/a}}",
        "{{>a}}",
        "{{<a}}{{/a}}",
        "{{$a}}{{/a}}",
        "{{a}}{{! a comment }}",
        "{{=<% %>=}}<% a %>",
        "{{{a}}}",
        "{{&a}}",
        "Hi {{a",
        "Hi a}}",
        "{{}}",
        "{{ }}",
        "{{#}}",
        "{{&}}",
        "{{.}}",
        "{{a.b}}",
        "{{-index}}",
        "{{First}}",
        "{{first name}}",
        "{{0}}",
        "{{{{a}}}}"
      })
  void refusesWhateverIsNoPlainVariable(String body) {
    assertThat(errors(TemplateContent.in("en", body).with(A)))
        .containsOnly("/languages/en/body invalid_tag");
  }

  @Test
  void namesAllErrorsAtOnce() {
    var content =
        new TemplateContent(
            "fr",
            Map.of(
                "en",
                TemplateText.of("{{a}} {{stranger}} {{#s}}{{/s}}"),
                "de-at",
                TemplateText.of(" "),
                "q",
                new TemplateText("x", null, Map.of("1", "a")),
                "it",
                new TemplateText("x", "HX1", Map.of("0", "a", "1", "nobody"))),
            List.of(
                optional("a", TEXT, "too long").maxLength(3),
                required("b", TEXT).maxLength(0),
                optional("c", DATE, "tomorrow"),
                required("C", TEXT),
                required("1", TEXT)));

    assertThat(errors(content))
        .containsExactlyInAnyOrder(
            "/default_language invalid_value",
            "/languages/de-at invalid_language",
            "/languages/q invalid_language",
            "/variables invalid_value",
            "/variables/a/default variable_too_long",
            "/variables/a/default variable_too_long",
            "/variables/a/default variable_too_long",
            "/variables/a/default variable_too_long",
            "/variables/b/max_length invalid_value",
            "/variables/c/default invalid_variable",
            "/variables/C invalid_value",
            "/languages/en/body undeclared_variable",
            "/languages/en/body invalid_tag",
            "/languages/de-at/body required",
            "/languages/q/content_variables invalid_value",
            "/languages/it/content_sid invalid_value",
            "/languages/it/content_variables/0 invalid_value",
            "/languages/it/content_variables/1 undeclared_variable");
  }

  @Test
  void refusesATextThatIsTooLongByItself() {
    assertThat(errors(TemplateContent.in("en", "x".repeat(1600)))).isEmpty();
    assertThat(errors(TemplateContent.in("en", "x".repeat(1601))))
        .containsExactly("/languages/en/body text_too_long");
  }

  @Test
  void warnsOfVariablesThatAreNotUsedAndOfTextsThatMayBeTooLong() {
    var content =
        TemplateContent.in("en", "{{everywhere}} {{here}}")
            .and("de", "{{everywhere}}")
            .with(required("everywhere", TEXT))
            .with(required("here", TEXT).maxLength(1600))
            .with(required("nowhere", TEXT));

    assertThat(ContentCheck.of(content))
        .extracting(warning -> warning.pointer() + " " + warning.code())
        .containsExactly(
            "/languages/en/body may_be_too_long",
            "/variables/here unused_variable",
            "/variables/nowhere unused_variable");
  }

  private static List<String> errors(TemplateContent content) {
    var refused = catchThrowableOfType(RefusalException.class, () -> ContentCheck.of(content));
    return refused == null
        ? List.of()
        : refused.refusal().errors().stream()
            .map(error -> error.pointer() + " " + error.code())
            .toList();
  }
}
