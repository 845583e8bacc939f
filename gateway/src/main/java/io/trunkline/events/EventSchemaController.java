// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What events there are and what they look like; open to all, like the document of the API. */
@RestController
@RequestMapping(EventSchemaController.ROOT)
class EventSchemaController {

  static final String ROOT = "/v3/schemas/events";

  /** All types there are, by their names. */
  record Index(List<Type> data) {}

  /**
   * A type of event.
   *
   * @param schema where its JSON Schema is
   */
  record Type(String type, String description, String schema) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  Index index() {
    return new Index(
        Catalogue.all().entrySet().stream()
            .map(
                one ->
                    new Type(
                        one.getKey(),
                        one.getValue().description(),
                        ROOT + "/" + one.getKey() + ".json"))
            .toList());
  }

  @GetMapping(path = "/{type}.json", produces = "application/schema+json")
  JsonNode schema(@PathVariable String type) {
    return Catalogue.schema(type)
        .orElseThrow(
            () ->
                Refusal.of(RequestRefusal.NOT_FOUND, "There are no events " + type).asException());
  }
}
