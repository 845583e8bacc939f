// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON by hand-guided streaming: no reflection on the way of a message. */
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
