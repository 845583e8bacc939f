// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of one of Twilio's OpenAPI documents: each operation with its name, those of its
 * parameters and the schema of each answer, and the schemas that are reached from there, without
 * words and examples. One operation or schema to a line.
 */
final class Derivation {
  /** The state of Twilio's documents that is kept. */
  static final String COMMIT = "d50069b44ea8cd23141385bdb6db48f16ff75bb5";

  static final String DATE = "2026-04-14";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final List<String> KEYWORDS =
      List.of(
          "type",
          "format",
          "nullable",
          "enum",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "required");
  private static final List<String> CHOICES = List.of("oneOf", "anyOf", "allOf");

  private final JsonNode document;
  private final Map<String, JsonNode> schemas = new LinkedHashMap<>();
  private final Deque<String> unread = new ArrayDeque<>();

  private Derivation(JsonNode document) {
    this.document = document;
  }

  /** The text that is kept of a document with the name. */
  static String of(String name, JsonNode document) {
    return new Derivation(document).text(name);
  }

  private String text(String name) {
    var operations = operations();
    var lines = new StringJoiner(",\n", "{\n", "\n}\n");
    lines.add(member("source", string("twilio/twilio-oai, spec/json/twilio_" + name + ".json")));
    lines.add(member("commit", string(COMMIT)));
    lines.add(member("date", string(DATE)));
    var host = URI.create(document.at("/servers/0/url").stringValue()).getHost();
    lines.add(member("product", string(host.substring(0, host.indexOf('.')))));
    lines.add("\"operations\":[\n" + String.join(",\n", operations) + "\n]");
    var kept = new StringJoiner(",\n", "{\n", "\n}");
    schemas.forEach((schema, node) -> kept.add(member(schema, node)));
    lines.add("\"schemas\":" + kept);
    return lines.toString();
  }

  private List<String> operations() {
    var lines = new ArrayList<String>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          lines.add(operation(path.getKey(), operation.getKey(), operation.getValue()).toString());
        }
      }
    }
    while (!unread.isEmpty()) {
      var name = unread.remove();
      schemas.put(name, reduced(document.at("/components/schemas").path(name)));
    }
    return lines;
  }

  private ObjectNode operation(String path, String method, JsonNode operation) {
    var kept = object();
    kept.put("name", operation.get("operationId").stringValue());
    kept.put("method", method.toUpperCase());
    kept.put("path", path);
    var names = kept.putArray("parameters");
    parameters(operation).forEach(names::add);
    var answers = kept.putObject("answers");
    for (var answer : operation.get("responses").properties()) {
      var response = resolved(answer.getValue());
      var schema = response.at("/content/application~1json/schema");
      if (schema.isMissingNode()) {
        answers.putNull(answer.getKey());
      } else {
        answers.put(answer.getKey(), name(schema, operation));
      }
    }
    return kept;
  }

  private static Set<String> parameters(JsonNode operation) {
    var names = new TreeSet<String>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asString("").equals("query")) {
        names.add(parameter.get("name").stringValue());
      }
    }
    var content = operation.at("/requestBody/content");
    names.addAll(content.path(FORM).at("/schema/properties").propertyNames());
    return names;
  }

  private JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? document.at(response.get("$ref").stringValue().substring(1))
        : response;
  }

  /** The name under which the schema is kept; one without a name gets its title's. */
  private String name(JsonNode schema, JsonNode operation) {
    if (schema.has("$ref")) {
      return referred(schema);
    }
    var name = schema.path("title").asString(operation.get("operationId").stringValue());
    schemas.computeIfAbsent(name, title -> reduced(schema));
    return name;
  }

  private String referred(JsonNode reference) {
    var ref = reference.get("$ref").stringValue();
    var name = ref.substring(ref.lastIndexOf('/') + 1);
    if (!schemas.containsKey(name) && !unread.contains(name)) {
      unread.add(name);
    }
    return name;
  }

  private JsonNode reduced(JsonNode schema) {
    var kept = object();
    if (schema.has("$ref")) {
      return kept.put("$ref", "#/schemas/" + referred(schema));
    }
    for (var keyword : KEYWORDS) {
      if (schema.has(keyword)) {
        kept.set(keyword, schema.get(keyword));
      }
    }
    for (var choice : CHOICES) {
      for (var alternative : schema.path(choice)) {
        kept.withArray(choice).add(reduced(alternative));
      }
    }
    for (var property : schema.path("properties").properties()) {
      kept.withObject("/properties").set(property.getKey(), reduced(property.getValue()));
    }
    for (var container : List.of("items", "additionalProperties")) {
      var inner = schema.path(container);
      if (inner.isObject()) {
        kept.set(container, reduced(inner));
      } else if (inner.isBoolean()) {
        kept.set(container, inner);
      }
    }
    return kept;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode string(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private static String member(String name, JsonNode value) {
    return new JsonMapper().writeValueAsString(name) + ":" + value;
  }
}
