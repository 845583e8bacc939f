// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.phone.ProfileJson;
import io.trunkline.emulator.world.World;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code /_emulator/handsets}: look at a phone, text with it, make it another kind of phone. */
final class HandsetsControl {
  private static final String BLOCKED = "blocked_senders";
  private static final Set<String> MEMBERS = members();

  /** Who can be told to stop. */
  private static final Pattern SENDER =
      Pattern.compile("\\+[1-9][0-9]{6,14}|[0-9]{3,8}|MG[0-9a-f]{32}");

  private final World world;
  private final InboundTexts texts;

  HandsetsControl(World world, InboundTexts texts) {
    this.world = world;
    this.texts = texts;
  }

  Answer list(Request request) {
    return ControlJson.ok(
        json -> {
          json.writeArrayPropertyStart("handsets");
          for (var handset : ControlJson.latest(request, world.handsets().all())) {
            json.writeStartObject();
            write(json, world, handset);
            json.writeNumberProperty("messages", handset.messages().size());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  Answer show(Request request) {
    var handset = find(request);
    return ControlJson.ok(
        json -> {
          write(json, world, handset);
          json.writeArrayPropertyStart("messages");
          for (var message : handset.messages()) {
            json.writeStartObject();
            MessagesControl.write(json, message, message.state());
            json.writeEndObject();
          }
          json.writeEndArray();
          CallsControl.writeAll(json, world.calls().to(handset.number()));
        });
  }

  /**
   * Makes it another kind of phone: {@code {"switched_on": false, "line": "landline"}}; what is
   * left out stays. {@code blocked_senders} are those that the person told to stop, all of them.
   */
  Answer change(Request request) {
    var order = ControlJson.read(request);
    ControlJson.allowOnly(order, "A phone", MEMBERS);
    var handset = find(request);
    var profile = ProfileJson.change(handset.profile(), order);
    if (order.has(BLOCKED)) {
      world.optOuts().replace(handset.number(), senders(order));
    }
    handset.change(before -> profile);
    if (profile.reads()) {
      handset.messages().forEach(world.carrier()::read);
    }
    return show(request);
  }

  /** {@code {"to": …, "body": …, "media_urls": […]}}. */
  Answer text(Request request) {
    var order = ControlJson.read(request);
    var body = ControlJson.text(order, "body");
    var message =
        texts.receive(
            request.variable("Number"),
            ControlJson.requiredText(order, "to"),
            body == null ? "" : body,
            order.hasNonNull("media_urls") ? ControlJson.texts(order, "media_urls") : List.of());
    return Answer.json(
        201, Json.object(json -> MessagesControl.write(json, message, message.state())));
  }

  private static Set<String> members() {
    var members = ProfileJson.members();
    members.add(BLOCKED);
    return members;
  }

  private Handset find(Request request) {
    return world.handsets().at(request.variable("Number"));
  }

  /** Numbers, short codes and Messaging Services, each once. */
  private static Set<String> senders(JsonNode order) {
    var senders = new TreeSet<>(ControlJson.texts(order, BLOCKED));
    for (var sender : senders) {
      if (!SENDER.matcher(sender).matches()) {
        throw new IllegalArgumentException(
            sender + " is neither a number, a short code nor the SID of a Messaging Service");
      }
    }
    return senders;
  }

  static void write(JsonGenerator json, World world, Handset handset) {
    json.writeStringProperty("number", handset.number());
    ProfileJson.write(json, handset.profile());
    json.writeArrayPropertyStart(BLOCKED);
    world.optOuts().blockedBy(handset.number()).forEach(json::writeString);
    json.writeEndArray();
  }
}
