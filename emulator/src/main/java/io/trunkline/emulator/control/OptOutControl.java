// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.optout.Keywords;
import io.trunkline.emulator.optout.Keywords.Language;
import io.trunkline.emulator.optout.Keywords.Rule;
import io.trunkline.emulator.optout.OptOutType;
import io.trunkline.emulator.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * {@code /_emulator/services/{Sid}/opt-out}: Advanced Opt-Out, which Twilio has in its Console
 * only. What the first language does not say is as usual; {@code {}} is all as usual.
 */
final class OptOutControl {
  private final World world;

  private OptOutControl(World world) {
    this.world = world;
  }

  static void addTo(Router router, World world) {
    var control = new OptOutControl(world);
    var path = "services/{ServiceSid}/opt-out";
    ControlResource.on(router, "GET", path, control::show);
    ControlResource.on(router, "PUT", path, control::advance);
  }

  private Answer advance(Request request) {
    var languages = new ArrayList<Language>();
    var nodes = ControlJson.read(request).path("languages");
    if (!nodes.isMissingNode() && !nodes.isArray()) {
      throw new IllegalArgumentException("languages must be an array");
    }
    for (var node : nodes) {
      languages.add(language(node, languages.isEmpty()));
    }
    if (languages.isEmpty()) {
      languages.add(Keywords.usual());
    }
    world.optOuts().advance(serviceSid(request), new Keywords(languages));
    return show(request);
  }

  private static Language language(JsonNode node, boolean main) {
    Map<OptOutType, Rule> rules = new EnumMap<>(OptOutType.class);
    if (main) {
      rules.putAll(Keywords.usual().rules());
    }
    for (var type : OptOutType.values()) {
      var rule = node.get(wire(type));
      if (rule != null) {
        rules.put(type, rule(rule));
      }
    }
    return new Language(ControlJson.requiredText(node, "language"), rules);
  }

  private static Rule rule(JsonNode node) {
    var keywords = ControlJson.texts(node, "keywords");
    return new Rule(new LinkedHashSet<>(keywords), ControlJson.requiredText(node, "answer"));
  }

  private Answer show(Request request) {
    var keywords = world.optOuts().advanced(serviceSid(request));
    return ControlJson.ok(
        json -> {
          json.writeBooleanProperty("advanced", keywords.isPresent());
          json.writeArrayPropertyStart("languages");
          for (var language : keywords.map(Keywords::languages).orElse(List.of())) {
            json.writeStartObject();
            json.writeStringProperty("language", language.name());
            language
                .rules()
                .forEach(
                    (type, rule) -> {
                      json.writeObjectPropertyStart(wire(type));
                      json.writeArrayPropertyStart("keywords");
                      new TreeSet<>(rule.keywords()).forEach(json::writeString);
                      json.writeEndArray();
                      json.writeStringProperty("answer", rule.answer());
                      json.writeEndObject();
                    });
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private String serviceSid(Request request) {
    var sid = request.variable("ServiceSid");
    return world
        .services()
        .find(sid)
        .orElseThrow(() -> new IllegalArgumentException("There is no Messaging Service " + sid))
        .sid();
  }

  private static String wire(OptOutType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
