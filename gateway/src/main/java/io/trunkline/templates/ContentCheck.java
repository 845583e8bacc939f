// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RequestRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a version would say as strictly as it will be rendered, and finds all at once. */
final class ContentCheck {

  private static final int MOST_LANGUAGES = 100;

  /** As many as Twilio's content may have (error 92002). */
  private static final int MOST_VARIABLES = 100;

  private static final Pattern CONTENT_SID = Pattern.compile("HX[0-9a-f]{32}");
  private static final Pattern CONTENT_VARIABLE = Pattern.compile("[1-9][0-9]?|100");

  private final TemplateContent content;
  private final Map<String, TemplateVariable> declared = new LinkedHashMap<>();
  private final List<Refusal> errors = new ArrayList<>();
  private final List<TemplateWarning> warnings = new ArrayList<>();

  private ContentCheck(TemplateContent content) {
    this.content = content;
    content.variables().forEach(variable -> declared.put(variable.name(), variable));
  }

  /**
   * What is allowed and probably not meant.
   *
   * @throws io.trunkline.problem.RefusalException with everything that is not allowed
   */
  static List<TemplateWarning> of(TemplateContent content) {
    var check = new ContentCheck(content);
    check.languages();
    check.variables();
    check.texts();
    if (!check.errors.isEmpty()) {
      throw Refusal.ofAll(check.errors).asException();
    }
    return check.warnings;
  }

  private void languages() {
    var languages = content.languages().keySet();
    if (languages.size() > MOST_LANGUAGES) {
      invalid("/languages", "are at most " + MOST_LANGUAGES);
    }
    for (var language : languages) {
      var canonical = Language.of(language).map(Language::tag);
      if (canonical.isEmpty()) {
        wrong(
            TemplateRefusal.INVALID_LANGUAGE,
            Refusal.pointer("languages", language),
            "is no language (BCP 47)");
      } else if (!canonical.get().equals(language)) {
        wrong(
            TemplateRefusal.INVALID_LANGUAGE,
            Refusal.pointer("languages", language),
            "is written " + canonical.get());
      }
    }
    if (!languages.contains(content.defaultLanguage())) {
      invalid("/default_language", "is one of /languages");
    }
  }

  private void variables() {
    if (declared.size() > MOST_VARIABLES) {
      invalid("/variables", "are at most " + MOST_VARIABLES);
    }
    if (declared.size() < content.variables().size()) {
      invalid("/variables", "are each declared once");
    }
    if (declared.keySet().stream()
            .filter(name -> !name.isEmpty())
            .map(Body::isNumber)
            .distinct()
            .count()
        > 1) {
      invalid("/variables", "are either all named or all numbered");
    }
    declared.values().forEach(this::variable);
  }

  private void variable(TemplateVariable variable) {
    var pointer = Refusal.pointer("variables", variable.name());
    if (!Body.NAME.matcher(variable.name()).matches()) {
      invalid(pointer, "is called like first_name, or 1");
    }
    if (variable.maxLength() < 1 || variable.maxLength() > CompiledVersion.LONGEST_BODY) {
      invalid(pointer + "/max_length", "is 1 to " + CompiledVersion.LONGEST_BODY);
    }
    var value = variable.defaultValue();
    if (value == null) {
      return;
    }
    // A default value is said in each of the languages, and may be longer in one.
    for (var language : content.languages().keySet()) {
      try {
        var said = Spoken.of(variable.type(), value, Locale.forLanguageTag(language));
        if (said.length() > variable.maxLength()) {
          wrong(
              TemplateRefusal.VARIABLE_TOO_LONG,
              pointer + "/default",
              "has %d characters in %s; max_length is %d"
                  .formatted(said.length(), language, variable.maxLength()));
        }
      } catch (IllegalArgumentException e) {
        wrong(
            TemplateRefusal.INVALID_VARIABLE, pointer + "/default", String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  private void texts() {
    var usedBy = new HashMap<String, Set<String>>();
    content
        .languages()
        .forEach(
            (language, text) -> {
              var pointer = Refusal.pointer("languages", language);
              var body = body(pointer + "/body", text.body());
              body.variables()
                  .forEach(
                      name -> usedBy.computeIfAbsent(name, key -> new HashSet<>()).add(language));
              link(pointer, text);
            });
    for (var name : declared.keySet()) {
      var without =
          content.languages().keySet().stream()
              .filter(language -> !usedBy.getOrDefault(name, Set.of()).contains(language))
              .toList();
      if (!without.isEmpty()) {
        warn(
            Refusal.pointer("variables", name),
            "unused_variable",
            without.size() == content.languages().size()
                ? "is in none of the texts"
                : "is not in the text in " + String.join(", ", without));
      }
    }
  }

  private Body body(String pointer, String text) {
    if (text.isBlank()) {
      wrong(RequestRefusal.REQUIRED, pointer, "is empty");
    }
    if (!JsonBody.isStorable(text)) {
      invalid(pointer, JsonBody.NOT_STORABLE);
    }
    var body = Body.read(text, problem -> wrong(TemplateRefusal.INVALID_TAG, pointer, problem));
    body.variables().stream()
        .distinct()
        .filter(name -> Body.NAME.matcher(name).matches() && !declared.containsKey(name))
        .forEach(
            name ->
                wrong(
                    TemplateRefusal.UNDECLARED_VARIABLE,
                    pointer,
                    "has {{" + name + "}}, which is not declared"));
    var fixed = body.texts().stream().mapToInt(String::length).sum();
    var longest =
        fixed
            + body.variables().stream()
                .map(declared::get)
                .mapToInt(variable -> variable == null ? 0 : variable.maxLength())
                .sum();
    if (fixed > CompiledVersion.LONGEST_BODY) {
      wrong(
          TemplateRefusal.TEXT_TOO_LONG,
          pointer,
          "has %d characters; %d are allowed".formatted(fixed, CompiledVersion.LONGEST_BODY));
    } else if (longest > CompiledVersion.LONGEST_BODY) {
      warn(
          pointer,
          "may_be_too_long",
          "has up to %d characters with the longest values; %d are sent"
              .formatted(longest, CompiledVersion.LONGEST_BODY));
    }
    return body;
  }

  private void link(String pointer, TemplateText text) {
    if (text.contentSid() != null && !CONTENT_SID.matcher(text.contentSid()).matches()) {
      invalid(pointer + "/content_sid", "is HX and 32 hexadecimal digits");
    }
    if (text.contentSid() == null && !text.contentVariables().isEmpty()) {
      invalid(pointer + "/content_variables", "belong to a content_sid");
    }
    text.contentVariables()
        .forEach(
            (number, name) -> {
              var place = pointer + "/content_variables" + Refusal.pointer(number);
              if (!CONTENT_VARIABLE.matcher(number).matches()) {
                invalid(place, "is for a number of Twilio's, 1 to 100");
              }
              if (!declared.containsKey(name)) {
                wrong(
                    TemplateRefusal.UNDECLARED_VARIABLE,
                    place,
                    "is {{" + name + "}}, which is not declared");
              }
            });
  }

  private void invalid(String pointer, String detail) {
    wrong(RequestRefusal.INVALID_VALUE, pointer, detail);
  }

  private void wrong(RefusalCode code, String pointer, String detail) {
    errors.add(Refusal.at(code, pointer, detail));
  }

  private void warn(String pointer, String code, String detail) {
    warnings.add(new TemplateWarning(pointer, code, detail));
  }
}
