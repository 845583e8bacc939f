// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a version says, as the REST API has it and as it is stored. */
final class ContentJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ContentJson() {}

  /** Of use only if the body then checks. */
  static TemplateContent read(JsonBody body) {
    var languages = new LinkedHashMap<String, TemplateText>();
    body.objects("languages").forEach((language, text) -> languages.put(language, text(text)));
    var variables = new ArrayList<TemplateVariable>();
    body.objects("variables").forEach((name, part) -> variables.add(variable(name, part)));
    var defaultLanguage =
        languages.size() == 1
            ? body.text("default_language").orElse(languages.keySet().iterator().next())
            : body.requiredText("default_language").orElse("");
    if (languages.isEmpty()) {
      body.refuse(Refusal.at(RequestRefusal.REQUIRED, "/languages", "needs at least one text"));
    }
    return new TemplateContent(defaultLanguage, languages, variables);
  }

  static TemplateContent read(String json) {
    var body = new JsonBody(JSON.readTree(json));
    var content = read(body);
    body.check();
    return content;
  }

  private static TemplateText text(JsonBody json) {
    return new TemplateText(
        json.requiredText("body").orElse(""),
        json.text("content_sid").orElse(null),
        json.texts("content_variables"));
  }

  private static TemplateVariable variable(String name, JsonBody json) {
    var type = json.oneOf("type", VariableType.class).orElse(VariableType.TEXT);
    return new TemplateVariable(
        name,
        type,
        json.text("default").orElse(null),
        json.integer("max_length").orElse(type.usualMaxLength()));
  }

  /** The inverse of {@link #read(String)}. */
  static String write(TemplateContent content) {
    return JSON.writeValueAsString(tree(content));
  }

  /** With every default written out. */
  static JsonNode tree(TemplateContent content) {
    var tree = JSON.createObjectNode().put("default_language", content.defaultLanguage());
    var languages = tree.putObject("languages");
    content.languages().forEach((language, text) -> write(languages.putObject(language), text));
    var variables = tree.putObject("variables");
    content.variables().forEach(variable -> write(variables.putObject(variable.name()), variable));
    return tree;
  }

  private static void write(ObjectNode node, TemplateText text) {
    node.put("body", text.body());
    if (text.contentSid() != null) {
      node.put("content_sid", text.contentSid());
      var numbers = node.putObject("content_variables");
      text.contentVariables().forEach(numbers::put);
    }
  }

  private static void write(ObjectNode node, TemplateVariable variable) {
    node.put("type", variable.type().name().toLowerCase(Locale.ROOT));
    if (variable.defaultValue() != null) {
      node.put("default", variable.defaultValue());
    }
    node.put("max_length", variable.maxLength());
  }
}
