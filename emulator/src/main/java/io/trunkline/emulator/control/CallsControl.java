// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.call.Calls;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/calls}: every call that was taken, and what was heard in it. */
final class CallsControl {
  private final Calls calls;

  CallsControl(Calls calls) {
    this.calls = calls;
  }

  /** Oldest first; {@code ?number=+1…} leaves only those to the phone. */
  Answer list(Request request) {
    var number = request.query().getOrEmpty("number");
    var found = number.isEmpty() ? calls.taken() : calls.to(number);
    return ControlJson.ok(
        json -> {
          json.writeNumberProperty("count", found.size());
          writeAll(json, ControlJson.latest(request, found));
        });
  }

  static void writeAll(JsonGenerator json, List<EmulatedCall> calls) {
    json.writeArrayPropertyStart("calls");
    for (var call : calls) {
      json.writeStartObject();
      write(json, call, call.state());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void write(JsonGenerator json, EmulatedCall call, EmulatedCall.State state) {
    json.writeStringProperty("sid", call.sid());
    json.writeNumberProperty("sequence", call.sequence());
    json.writeStringProperty("account_sid", call.account().sid());
    json.writeStringProperty("from", call.from());
    json.writeStringProperty("to", call.to());
    json.writeStringProperty("status", state.status().wire());
    json.writeStringProperty("at", call.created().toString());
    json.writeStringProperty("updated", state.updated().toString());
    json.writeNumberProperty("duration", state.length().toSeconds());
    json.writeArrayPropertyStart("heard");
    for (var utterance : call.heard()) {
      json.writeStartObject();
      json.writeStringProperty("at", utterance.at().toString());
      json.writeStringProperty("kind", utterance.kind().wire());
      json.writeStringProperty("words", utterance.words());
      json.writeEndObject();
    }
    json.writeEndArray();
    Json.writeStrings(json, "warnings", call.warnings());
  }
}
