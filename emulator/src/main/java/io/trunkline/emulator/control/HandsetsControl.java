// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * {@code /_emulator/handsets}: look at a phone, text with it, decide what becomes of its messages.
 */
final class HandsetsControl {
  private static final int UNREACHABLE = 30003;
  private static final int UNKNOWN_ERROR = 30008;

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
        });
  }

  /** {@code {"fate": "delivered|undelivered|failed|no_receipt", "error_code": 30003}}. */
  Answer decideFate(Request request) {
    find(request).fate(fate(ControlJson.read(request)));
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
            mediaUrls(order));
    return Answer.json(
        201, Json.object(json -> MessagesControl.write(json, message, message.state())));
  }

  private Handset find(Request request) {
    return world.handsets().at(request.variable("Number"));
  }

  private static List<String> mediaUrls(JsonNode order) {
    var urls = new ArrayList<String>();
    for (var node : order.path("media_urls")) {
      urls.add(node.asString());
    }
    return urls;
  }

  private static Fate fate(JsonNode order) {
    var name = ControlJson.requiredText(order, "fate");
    var errorCode = order.path("error_code");
    return switch (name) {
      case "delivered" -> Fate.DELIVERED;
      case "no_receipt" -> Fate.NO_RECEIPT;
      case "undelivered" -> Fate.undelivered(errorCode.asInt(UNREACHABLE));
      case "failed" -> Fate.failed(errorCode.asInt(UNKNOWN_ERROR));
      default ->
          throw new IllegalArgumentException(
              "There is no fate "
                  + name
                  + ", only "
                  + Arrays.toString(Fate.Outcome.values()).toLowerCase(Locale.ROOT));
    };
  }

  static void write(JsonGenerator json, World world, Handset handset) {
    var fate = handset.fate();
    var errorCode = fate.errorCode();
    json.writeStringProperty("number", handset.number());
    json.writeStringProperty("fate", fate.outcome().name().toLowerCase(Locale.ROOT));
    if (errorCode != null) {
      json.writeNumberProperty("error_code", errorCode);
    }
    json.writeArrayPropertyStart("blocked_senders");
    world.numbers().all().stream()
        .map(OwnedNumber::phoneNumber)
        .filter(number -> world.optOuts().isBlocked(number, handset.number()))
        .forEach(json::writeString);
    json.writeEndArray();
  }
}
