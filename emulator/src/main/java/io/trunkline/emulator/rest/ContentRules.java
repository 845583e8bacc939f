// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.content.Content;
import io.trunkline.emulator.content.ContentType;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a request says of a template, and refuses what cannot be. */
@Seen(
    what = "Content needs a language and types that are complete, with at most 100 variables.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors/92001 to 92010")
final class ContentRules {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z]{2,4})?");
  private static final int MAX_VARIABLES = 100;
  private static final int MAX_BODY = 1600;

  /** How many there can be of what a type has several of. */
  private static final Map<String, Integer> MOST =
      Map.of("actions", 10, "items", 10, "cards", 10, "media", 10);

  private ContentRules() {}

  /**
   * The template that the body asks for.
   *
   * @param before what it says if the body is silent; null for a new template
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  static Content.Draft read(Request request, Content.@Nullable Draft before) {
    var body = object(request);
    var language = body.path("language").asString(before == null ? "" : before.language());
    if (language.isEmpty()) {
      throw Refusal.badRequest(92003, "'language' is required");
    }
    if (!LANGUAGE.matcher(language).matches()) {
      throw Refusal.badRequest(92004, "'language' is no language code: " + language);
    }
    return new Content.Draft(
        body.path("friendly_name").asString(before == null ? "" : before.friendlyName()),
        language,
        variables(body, before),
        types(body.path("types")));
  }

  /** The JSON object in the body. */
  static JsonNode object(Request request) {
    try {
      return Json.readObject("The body", request.body());
    } catch (IllegalArgumentException wrong) {
      throw Refusal.badRequest(20001, String.valueOf(wrong.getMessage()));
    }
  }

  private static JsonNode variables(JsonNode body, Content.@Nullable Draft before) {
    var variables = body.get("variables");
    if (variables == null || variables.isNull()) {
      return before == null ? Json.mapper().createObjectNode() : before.variables();
    }
    if (!variables.isObject() || !variables.valueStream().allMatch(JsonNode::isString)) {
      throw Refusal.badRequest(92007, "'variables' must be an object whose values are strings");
    }
    if (variables.size() > MAX_VARIABLES) {
      throw Refusal.badRequest(92002, "There are more than " + MAX_VARIABLES + " 'variables'");
    }
    return variables;
  }

  private static ObjectNode types(JsonNode node) {
    var types = Json.mapper().createObjectNode();
    node.forEachEntry(
        (name, content) -> {
          // The SDKs may send what they leave out as null.
          if (!content.isNull()) {
            check(name, content);
            types.set(name, content);
          }
        });
    if (types.isEmpty()) {
      throw Refusal.badRequest(92001, "'types' is required");
    }
    return types;
  }

  private static void check(String name, JsonNode content) {
    var type =
        ContentType.of(name)
            .orElseThrow(() -> Refusal.badRequest(92008, "There is no content type " + name));
    for (var member : type.required()) {
      var value = content.path(member);
      if (value.isMissingNode() || value.isNull() || value.asString("x").isEmpty()) {
        throw Refusal.badRequest(20001, name + " requires '" + member + "'");
      }
      checkType(name, member, value);
    }
    if (content.path("body").asString("").length() > MAX_BODY) {
      throw Refusal.badRequest(20001, name + ": 'body' has more than 1600 characters");
    }
    MOST.forEach(
        (member, most) -> {
          var value = content.get(member);
          if (value != null && !value.isNull() && !isList(value, most)) {
            throw Refusal.badRequest(
                20001, name + ": '" + member + "' must have from 1 to " + most + " elements");
          }
          if (value != null && !value.isNull()) {
            checkType(name, member, value);
          }
        });
  }

  private static void checkType(String name, String member, JsonNode value) {
    boolean right =
        switch (member) {
          case "latitude", "longitude" -> value.isNumber();
          case "media" -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
          case "actions", "cards", "items", "pages" ->
              value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
          default -> value.isString();
        };
    if (!right) {
      throw Refusal.badRequest(20001, name + ": '" + member + "' has a wrong type");
    }
  }

  private static boolean isList(JsonNode value, int most) {
    return value.isArray() && !value.isEmpty() && value.size() <= most;
  }
}
