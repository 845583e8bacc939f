// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/faults}: what is to go wrong, how often it did, and what could. */
final class FaultsControl {
  private final Faults faults;

  FaultsControl(Faults faults) {
    this.faults = faults;
  }

  Answer show(Request request) {
    return ControlJson.ok(
        json -> {
          write(json, faults);
          json.writeArrayPropertyStart("kinds");
          for (var kind : FaultKind.values()) {
            json.writeStartObject();
            json.writeStringProperty("fault", kind.wire());
            json.writeBooleanProperty("of_callbacks", kind.isOfCallbacks());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  Answer plan(Request request) {
    var plan = FaultPlan.read(ControlJson.read(request));
    faults.plan(plan.seed(), plan.rules());
    return show(request);
  }

  Answer clear(Request request) {
    faults.clear();
    return Answer.noContent();
  }

  static void write(JsonGenerator json, Faults faults) {
    json.writeNumberProperty("seed", faults.seed());
    json.writeArrayPropertyStart("rules");
    for (var struck : faults.struck()) {
      var rule = struck.rule();
      json.writeStartObject();
      json.writeStringProperty("fault", rule.kind().wire());
      json.writeStringProperty("method", rule.method());
      json.writeStringProperty("path", rule.path());
      json.writeNumberProperty("probability", rule.probability());
      json.writeNumberProperty("count", rule.count());
      json.writeNumberProperty("status", rule.status());
      json.writeNumberProperty("code", rule.code());
      json.writeStringProperty("delay", rule.delay().toString());
      json.writeNumberProperty("struck", struck.times());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
