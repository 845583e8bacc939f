// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.world.World;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/ledger} and {@code /_emulator/callbacks}: what really happened. */
final class RecordsControl {
  private final World world;
  private final CallbackLog log;

  RecordsControl(World world, CallbackLog log) {
    this.world = world;
    this.log = log;
  }

  /**
   * Every create that was taken, what has become of it, and how often each text was taken for each
   * recipient.
   */
  Answer ledger(Request request) {
    var entries = world.ledger().entries();
    var counts = world.ledger().counts();
    return ControlJson.ok(
        json -> {
          json.writeNumberProperty("count", entries.size());
          json.writeNumberProperty("distinct", counts.size());
          json.writeArrayPropertyStart("entries");
          for (var entry : ControlJson.latest(request, entries)) {
            json.writeStartObject();
            write(json, entry);
            writeStatus(json, entry);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("texts");
          for (var counted : ControlJson.latest(request, List.copyOf(counts.entrySet()))) {
            json.writeStartObject();
            json.writeStringProperty("to", counted.getKey().to());
            json.writeStringProperty("body", counted.getKey().body());
            json.writeNumberProperty("count", counted.getValue());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** The callbacks, oldest first; {@code ?message=SM…} leaves only those about one message. */
  Answer callbacks(Request request) {
    var sid = request.query().getOrEmpty("message");
    var found =
        log.entries().stream()
            .filter(callback -> sid.isEmpty() || sid.equals(callback.messageSid()))
            .toList();
    return ControlJson.ok(
        json -> {
          json.writeArrayPropertyStart("callbacks");
          for (var callback : ControlJson.latest(request, found)) {
            json.writeStartObject();
            write(json, callback);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static void write(JsonGenerator json, Ledger.Entry entry) {
    json.writeStringProperty("at", entry.at().toString());
    json.writeStringProperty("account_sid", entry.accountSid());
    json.writeStringProperty("sid", entry.sid());
    json.writeStringProperty("from", entry.from());
    json.writeStringProperty("to", entry.to());
    json.writeStringProperty("body", entry.body());
    json.writeStringProperty("status_callback", entry.statusCallback());
  }

  /** What has become of it; nothing if it was deleted since. */
  private void writeStatus(JsonGenerator json, Ledger.Entry entry) {
    world
        .messages()
        .find(entry.sid())
        .ifPresent(message -> json.writeStringProperty("status", message.state().status().wire()));
  }

  static void write(JsonGenerator json, SentCallback callback) {
    var answer = callback.answer();
    var problem = answer.problem();
    var fault = callback.fault();
    json.writeStringProperty("at", callback.at().toString());
    json.writeStringProperty("kind", callback.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("message_sid", callback.messageSid());
    json.writeStringProperty("method", callback.method());
    json.writeStringProperty("url", callback.url());
    json.writeArrayPropertyStart("parameters");
    for (var parameter : callback.parameters()) {
      json.writeStartObject();
      json.writeStringProperty("name", parameter.name());
      json.writeStringProperty("value", parameter.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("headers");
    callback.headers().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("base_string", callback.baseString());
    json.writeStringProperty("signature", callback.signature());
    json.writeStringProperty("idempotency_token", callback.idempotencyToken());
    json.writeStringProperty("fault", fault == null ? null : fault.wire());
    json.writeNumberProperty("attempts", answer.attempts());
    json.writeNumberProperty("status", answer.status());
    if (problem == null) {
      json.writeNullProperty("error_code");
    } else {
      json.writeNumberProperty("error_code", problem);
    }
    json.writeStringProperty("detail", answer.detail());
    json.writeStringProperty("answer", answer.body());
    json.writeStringProperty("duration", callback.duration().toString());
  }
}
