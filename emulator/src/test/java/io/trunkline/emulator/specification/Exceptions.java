// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import io.trunkline.emulator.FactFiles;
import io.trunkline.emulator.specification.Specification.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where Twilio's documents contradict their own examples, what is taken to be true; and what is not
 * said in them at all because it is true of every schema: all properties are there, and no others.
 */
final class Exceptions {
  /** The schema of an answer that may be anything. */
  static final String ANYTHING = "anything";

  /** Instead of the name of a property: the items of a list. */
  private static final String ITEMS = "[]";

  private final JsonNode list;

  private Exceptions(JsonNode list) {
    this.list = list;
  }

  static Exceptions load() {
    return new Exceptions(FactFiles.json("openapi/exceptions.json"));
  }

  /** Operations that exist though no document describes them. */
  List<Operation> operations() {
    return list.get("operations")
        .valueStream()
        .map(
            node ->
                new Operation(
                    node.get("name").stringValue(),
                    node.get("product").stringValue(),
                    node.get("method").stringValue(),
                    node.get("path").stringValue(),
                    List.of(),
                    Map.of(node.get("status").intValue(), ANYTHING),
                    Specification.pattern(node.get("path").stringValue())))
        .toList();
  }

  /**
   * The schemas of the document, every one strict, with the exceptions made.
   *
   * @throws IllegalStateException if an exception is about nothing
   */
  JsonNode apply(String name, JsonNode document) {
    var schemas = (ObjectNode) document.get("schemas").deepCopy();
    for (var exception : list.get("schemas")) {
      if (exception.get("document").stringValue().equals(name)) {
        change(schemas, exception);
      }
    }
    schemas.forEach(Exceptions::makeStrict);
    return JsonNodeFactory.instance.objectNode().set("schemas", schemas);
  }

  private static void change(ObjectNode schemas, JsonNode exception) {
    var steps = exception.get("property").stringValue().split("/", -1);
    var found =
        schemas.properties().stream()
            .filter(schema -> schema.getKey().matches(exception.get("schema").stringValue()))
            .map(Map.Entry::getValue)
            .toList();
    for (var step : steps) {
      found = found.stream().flatMap(schema -> properties(schema, step)).toList();
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("An exception that is about nothing: " + exception);
    }
    for (var property : found) {
      inline(schemas, property.asObject());
      for (var change : exception.get("change").properties()) {
        if (change.getValue().isNull()) {
          property.asObject().remove(change.getKey());
        } else {
          property.asObject().set(change.getKey(), change.getValue());
        }
      }
    }
  }

  /** A reference has no other members beside it, so what is to be changed takes its place. */
  private static void inline(ObjectNode schemas, ObjectNode property) {
    if (property.has("$ref")) {
      var name = property.remove("$ref").stringValue().substring("#/schemas/".length());
      property.setAll((ObjectNode) schemas.get(name).deepCopy());
    }
  }

  private static Stream<JsonNode> properties(JsonNode schema, String name) {
    if (name.equals(ITEMS)) {
      return Stream.of(schema.get("items"));
    }
    return schema.path("properties").properties().stream()
        .filter(property -> property.getKey().matches(name))
        .map(Map.Entry::getValue);
  }

  private static boolean is(JsonNode schema, String keyword, String value) {
    return schema.path(keyword).asString("").equals(value);
  }

  private static void makeStrict(JsonNode schema) {
    if (!schema.isObject()) {
      return;
    }
    var strict = schema.asObject();
    if (is(schema, "type", "number")) {
      strict.put("type", "string").put("format", "decimal");
    }
    if (is(schema, "format", "uri-map")) {
      strict.withObject("/additionalProperties").put("type", "string").put("format", "uri");
    }
    if (schema.path("properties").isObject()) {
      demandAll(strict);
    }
    if (strict.remove("nullable") != null) {
      allowNull(strict);
    }
    var inner = new ArrayList<>(schema.path("properties").values());
    inner.add(schema.path("items"));
    inner.add(schema.path("additionalProperties"));
    inner.forEach(Exceptions::makeStrict);
  }

  /** {@code nullable} is OpenAPI's; in JSON Schema null is one of the types. */
  private static void allowNull(ObjectNode schema) {
    var type = schema.get("type");
    if (type != null) {
      schema.putArray("type").add(type).add("null");
    }
    if (schema.has("enum")) {
      schema.withArray("enum").addNull();
    }
  }

  /** Where Twilio says itself what is required, the rest is not. */
  private static void demandAll(ObjectNode schema) {
    var required = schema.has("required") ? null : schema.putArray("required");
    for (var property : schema.get("properties").properties()) {
      var optional = property.getValue().asObject().remove("optional") != null;
      if (required != null && !optional) {
        required.add(property.getKey());
      }
    }
    if (!schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }
}
