// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.world.World;
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

  /** Every create that was taken, and how often each text was taken for each recipient. */
  Answer ledger(Request request) {
    var entries = world.ledger().entries();
    var counts = world.ledger().counts();
    return ControlJson.ok(
        json -> {
          json.writeNumberProperty("count", entries.size());
          json.writeNumberProperty("distinct", counts.size());
          json.writeArrayPropertyStart("entries");
          for (var entry : entries) {
            json.writeStartObject();
            json.writeStringProperty("at", entry.at().toString());
            json.writeStringProperty("account_sid", entry.accountSid());
            json.writeStringProperty("sid", entry.sid());
            json.writeStringProperty("from", entry.from());
            json.writeStringProperty("to", entry.to());
            json.writeStringProperty("body", entry.body());
            json.writeStringProperty("status_callback", entry.statusCallback());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("texts");
          counts.forEach(
              (text, count) -> {
                json.writeStartObject();
                json.writeStringProperty("to", text.to());
                json.writeStringProperty("body", text.body());
                json.writeNumberProperty("count", count);
                json.writeEndObject();
              });
          json.writeEndArray();
        });
  }

  /** The latest callbacks; {@code ?message=SM…} leaves only those about one message. */
  Answer callbacks(Request request) {
    var sid = request.query().getOrEmpty("message");
    return ControlJson.ok(
        json -> {
          json.writeArrayPropertyStart("callbacks");
          for (var callback : log.entries()) {
            if (sid.isEmpty() || sid.equals(callback.messageSid())) {
              json.writeStartObject();
              write(json, callback);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, SentCallback callback) {
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
    json.writeStringProperty("signature", callback.signature());
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
