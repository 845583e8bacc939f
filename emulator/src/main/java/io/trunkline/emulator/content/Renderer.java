// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import io.trunkline.emulator.content.Rendering.Refused;
import io.trunkline.emulator.content.Rendering.Rendered;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts values in the places of a template's variables. */
final class Renderer {
  private static final int INVALID_VARIABLES = 21656;
  private static final int UNSUPPORTED_TYPE = 216_602;
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

  private Renderer() {}

  /** The message, with a template's own samples for the variables that are not given. */
  @Seen(
      what = "Variables that a message does not give have their samples as values.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "content/using-variables-with-content-api")
  static Rendering render(Content content, String variablesJson, boolean whatsApp) {
    var type = content.typeFor(whatsApp).orElse(null);
    if (type == null) {
      return new Refused(UNSUPPORTED_TYPE, "The content has no type that goes by this channel");
    }
    var values = new HashMap<String, String>();
    content.draft().variables().forEachEntry((name, value) -> values.put(name, value.asString("")));
    if (!read(variablesJson, values)) {
      return new Refused(
          INVALID_VARIABLES, "ContentVariables must be a JSON object whose values are strings");
    }
    var node = content.draft().types().path(type.wire());
    var body = fill(body(type, node), values);
    var media = new ArrayList<String>();
    for (var url : media(node)) {
      media.add(fill(url, values));
    }
    return body == null || media.contains(null)
        ? new Refused(INVALID_VARIABLES, "ContentVariables lacks a variable of the content")
        : new Rendered(body, media, content.isApproved());
  }

  /** Whether the JSON could be read into the values. */
  private static boolean read(String json, Map<String, String> values) {
    if (json.isEmpty()) {
      return true;
    }
    JsonNode node;
    try {
      node = Json.readObject("ContentVariables", json.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    for (var variable : node.properties()) {
      if (!variable.getValue().isString()) {
        return false;
      }
      values.put(variable.getKey(), variable.getValue().stringValue());
    }
    return true;
  }

  private static String body(ContentType type, JsonNode node) {
    return switch (type) {
      case CARD, SCHEDULE -> node.path("title").asString("");
      case LOCATION -> node.path("label").asString("");
      case WHATSAPP_AUTHENTICATION -> "{{1}}";
      case TEXT,
          MEDIA,
          QUICK_REPLY,
          CALL_TO_ACTION,
          LIST_PICKER,
          CATALOG,
          FLOWS,
          CAROUSEL,
          WHATSAPP_FLOWS,
          WHATSAPP_CARD ->
          node.path("body").asString("");
    };
  }

  private static List<String> media(JsonNode node) {
    var urls = new ArrayList<String>();
    for (var url : node.path("media")) {
      urls.add(url.asString(""));
    }
    return urls;
  }

  /** The text with its variables' values; null if one has no value. */
  private static @Nullable String fill(String text, Map<String, String> values) {
    var filled = new StringBuilder();
    var variables = VARIABLE.matcher(text);
    while (variables.find()) {
      var value = values.get(variables.group(1));
      if (value == null) {
        return null;
      }
      variables.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return variables.appendTail(filled).toString();
  }
}
