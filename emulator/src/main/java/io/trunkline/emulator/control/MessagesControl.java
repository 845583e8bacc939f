// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import static java.util.stream.Collectors.toSet;

import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Media;
import io.trunkline.emulator.rest.MediaBytes;
import io.trunkline.emulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /_emulator/messages}: the latest messages of all accounts, and all about one phone,
 * arrived or not. {@code /_emulator/media}: the bytes of their pictures.
 */
final class MessagesControl {
  private static final int MOST = 200;
  private static final String WHATSAPP = "whatsapp:";

  private final World world;
  private final MediaBytes bytes = new MediaBytes();

  MessagesControl(World world) {
    this.world = world;
  }

  /** The latest 200, oldest first; {@code ?number=+1…} leaves only those to and from the phone. */
  Answer list(Request request) {
    var number = request.query().getOrEmpty("number");
    return number.isEmpty() ? latest() : about(number);
  }

  /**
   * A picture or file. Whatever it is, a browser runs nothing in it: people may send what they
   * like.
   */
  Answer media(Request request) {
    var media =
        world.messages().find(request.variable("MessageSid")).stream()
            .flatMap(message -> message.media().stream())
            .filter(medium -> medium.sid().equals(request.variable("MediaSid")))
            .findFirst()
            .flatMap(bytes::of)
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return media
        .with("Content-Security-Policy", "sandbox; default-src 'none'")
        .with("X-Content-Type-Options", "nosniff");
  }

  static void write(JsonGenerator json, EmulatedMessage message, EmulatedMessage.State state) {
    var errorCode = state.errorCode();
    json.writeStringProperty("sid", message.sid());
    json.writeNumberProperty("sequence", message.sequence());
    json.writeStringProperty("direction", message.direction().wire());
    json.writeStringProperty("from", message.from());
    json.writeStringProperty("to", message.to());
    json.writeStringProperty("body", message.said());
    json.writeStringProperty("status", state.status().wire());
    if (errorCode != null) {
      json.writeNumberProperty("error_code", errorCode);
      json.writeStringProperty("error_title", ErrorTitles.of(errorCode));
    }
    json.writeStringProperty("at", message.created().toString());
    json.writeStringProperty("updated", state.updated().toString());
    json.writeArrayPropertyStart("media_urls");
    message.media().stream().map(Media::source).forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("media");
    for (var medium : message.media()) {
      json.writeStartObject();
      json.writeStringProperty("content_type", medium.contentType());
      json.writeStringProperty(
          "path", FaultGate.OWN_PATH + "media/" + message.sid() + "/" + medium.sid());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private Answer latest() {
    var latest = world.messages().before(Long.MAX_VALUE).limit(MOST).toList().reversed();
    return ControlJson.ok(json -> writeAll(json, latest));
  }

  private Answer about(String number) {
    var held = world.handsets().at(number).messages();
    var sidsHeld = held.stream().map(EmulatedMessage::sid).collect(toSet());
    var inOrder = new TreeMap<Long, EmulatedMessage>();
    addLatest(inOrder, held.reversed().stream());
    addLatest(inOrder, world.messages().before(Long.MAX_VALUE, number));
    addLatest(inOrder, world.messages().before(Long.MAX_VALUE, WHATSAPP + number));
    var latest = List.copyOf(inOrder.values());
    return ControlJson.ok(
        json -> {
          writeAll(json, latest.subList(Math.max(0, latest.size() - MOST), latest.size()));
          json.writeArrayPropertyStart("held");
          latest.stream()
              .map(EmulatedMessage::sid)
              .filter(sidsHeld::contains)
              .forEach(json::writeString);
          json.writeEndArray();
        });
  }

  private static void addLatest(
      Map<Long, EmulatedMessage> inOrder, Stream<EmulatedMessage> newestFirst) {
    newestFirst.limit(MOST).forEach(message -> inOrder.put(message.sequence(), message));
  }

  private static void writeAll(JsonGenerator json, List<EmulatedMessage> messages) {
    json.writeArrayPropertyStart("messages");
    for (var message : messages) {
      json.writeStartObject();
      write(json, message, message.state());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
