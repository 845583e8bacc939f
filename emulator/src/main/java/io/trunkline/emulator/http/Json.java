// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON: written by hand-guided streaming, without reflection on the way of a message; read so that
 * it can be written again.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  private static final class Mapper {
    static final JsonMapper INSTANCE = new JsonMapper();
  }

  /** For what is read: made by the first who asks, for it takes longer than the rest of a start. */
  public static JsonMapper mapper() {
    return Mapper.INSTANCE;
  }

  /**
   * The JSON object in the bytes, all of whose texts are whole: JSON can escape half a surrogate
   * pair, which no later answer could say.
   *
   * @throws IllegalArgumentException if there is none; it begins with what should have been one
   */
  public static JsonNode readObject(String what, byte[] utf8) {
    JsonNode node;
    try {
      node = mapper().readTree(utf8);
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(
          what + " is not JSON: " + malformed.getOriginalMessage(), malformed);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object");
    }
    if (!isWhole(node)) {
      throw new IllegalArgumentException(what + " has half a surrogate pair in a text");
    }
    return node;
  }

  private static boolean isWhole(JsonNode node) {
    return node.isString()
        ? isWhole(node.stringValue())
        : node.propertyNames().stream().allMatch(Json::isWhole)
            && node.valueStream().allMatch(Json::isWhole);
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  /** One JSON object, whose members the writer adds. */
  public static byte[] object(Consumer<JsonGenerator> members) {
    var bytes = new ByteArrayBuilder(1024);
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Adds a member that is an array of strings. */
  public static void writeStrings(JsonGenerator json, String name, Iterable<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
