// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds events against the schemas that are published. */
public final class EventSchemas {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Schema> STRICT = new ConcurrentHashMap<>();

  private EventSchemas() {}

  public static SequencedSet<String> types() {
    return Catalogue.types();
  }

  /** What is wrong with an event; a field that the schema does not name is wrong here. */
  public static List<String> errors(Event event) {
    var schema = STRICT.computeIfAbsent(event.type(), EventSchemas::strict);
    return StreamSupport.stream(
            schema.validate(JSON.readTree(event.envelope())).spliterator(), false)
        .map(error -> event.type() + " " + error)
        .toList();
  }

  private static Schema strict(String type) {
    var schema = Catalogue.schema(type).orElseThrow();
    close(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  /** Subscribers may not rely on that: fields are added. We may, for we add them to the schema. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    node.forEach(EventSchemas::close);
  }
}
