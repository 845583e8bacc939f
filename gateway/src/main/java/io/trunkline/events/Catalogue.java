// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every type of event there is, and what its data look like: {@code catalogue.json}, and a schema
 * (JSON Schema 2020-12) for each kind of data. What is not in it cannot be recorded.
 */
final class Catalogue {

  /**
   * A type of event.
   *
   * @param description when it happens
   * @param data the name of the schema of its data
   */
  record Entry(String description, String data) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SequencedMap<String, Entry> ENTRIES = entries();

  private Catalogue() {}

  static SequencedSet<String> types() {
    return ENTRIES.sequencedKeySet();
  }

  static SequencedMap<String, Entry> all() {
    return ENTRIES;
  }

  /**
   * The same.
   *
   * @throws IllegalArgumentException if there is no such type
   */
  static String known(String type) {
    if (!ENTRIES.containsKey(type)) {
      throw new IllegalArgumentException("The catalogue of events knows no " + type);
    }
    return type;
  }

  /**
   * The schema of a whole event of this type, which refers to no other document; empty if there is
   * no such type.
   */
  static Optional<ObjectNode> schema(String type) {
    return Optional.ofNullable(ENTRIES.get(type)).map(entry -> schema(type, entry));
  }

  private static ObjectNode schema(String type, Entry entry) {
    var schema = (ObjectNode) read("envelope.json");
    var data = (ObjectNode) read("data/" + entry.data() + ".json");
    schema.put("$id", "urn:trunkline:event:" + type);
    schema.put("title", type);
    schema.put("description", entry.description());
    var properties = (ObjectNode) schema.get("properties");
    ((ObjectNode) properties.get("type")).put("const", type);
    // References are looked up from the root of the document.
    Optional.ofNullable(data.remove("$defs")).ifPresent(defs -> schema.set("$defs", defs));
    properties.set("data", data);
    return schema;
  }

  private static SequencedMap<String, Entry> entries() {
    return Collections.unmodifiableSequencedMap(
        new TreeMap<>(
            JSON.convertValue(read("catalogue.json"), new TypeReference<Map<String, Entry>>() {})));
  }

  private static JsonNode read(String name) {
    try (var source = Catalogue.class.getResourceAsStream(name)) {
      return JSON.readTree(requireNonNull(source, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
