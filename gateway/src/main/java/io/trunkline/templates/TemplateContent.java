// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version of a template says. Begin with {@link #in(String, String)}:
 *
 * <pre>{@code
 * TemplateContent.in("en", "Hello {{first_name}}, your code is {{code}}")
 *     .and("de", "Hallo {{first_name}}, dein Code ist {{code}}")
 *     .with(TemplateVariable.required("first_name", VariableType.TEXT).maxLength(30))
 *     .with(TemplateVariable.required("code", VariableType.CODE))
 * }</pre>
 *
 * @param defaultLanguage BCP 47; what is said to whoever speaks none of the languages
 * @param languages its texts by language, BCP 47; the default language among them
 * @param variables declared once for all languages, in this order
 */
public record TemplateContent(
    String defaultLanguage, Map<String, TemplateText> languages, List<TemplateVariable> variables) {

  public TemplateContent {
    languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
    variables = List.copyOf(variables);
  }

  /** One text, in the language that becomes the default. */
  public static TemplateContent in(String language, String body) {
    return new TemplateContent(language, Map.of(language, TemplateText.of(body)), List.of());
  }

  /** The same with a text in one more language. */
  public TemplateContent and(String language, String body) {
    return and(language, TemplateText.of(body));
  }

  /** The same with this text in this language, which it may have had already. */
  public TemplateContent and(String language, TemplateText text) {
    var more = new LinkedHashMap<>(languages);
    more.put(language, text);
    return new TemplateContent(defaultLanguage, more, variables);
  }

  /** The same with one more variable. */
  public TemplateContent with(TemplateVariable variable) {
    var more = new ArrayList<>(variables);
    more.add(variable);
    return new TemplateContent(defaultLanguage, languages, more);
  }
}
