// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.message.EmulatedMessage;
import tools.jackson.core.JsonGenerator;

/** The Message resource as JSON. */
@Seen(
    what = "The fields of a message.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_api_v2010")
final class MessageJson {
  private MessageJson() {}

  /** With the state it was created in. */
  static byte[] created(EmulatedMessage message) {
    return Json.object(json -> write(json, message, message.initialState()));
  }

  static byte[] document(EmulatedMessage message) {
    return Json.object(json -> write(json, message));
  }

  static void write(JsonGenerator json, EmulatedMessage message) {
    write(json, message, message.state());
  }

  private static void write(
      JsonGenerator json, EmulatedMessage message, EmulatedMessage.State state) {
    var account = message.account().sid();
    var path = "/2010-04-01/Accounts/" + account + "/Messages/" + message.sid();
    var errorCode = state.errorCode();
    json.writeStringProperty("account_sid", account);
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeStringProperty("body", state.body());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(message.created()));
    json.writeStringProperty("date_sent", TwilioDates.rfc2822OrNull(state.sent()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(state.updated()));
    json.writeStringProperty("direction", message.direction().wire());
    if (errorCode == null) {
      json.writeNullProperty("error_code");
      json.writeNullProperty("error_message");
    } else {
      json.writeNumberProperty("error_code", errorCode);
      json.writeStringProperty("error_message", ErrorTitles.of(errorCode));
    }
    json.writeStringProperty("from", state.from().isEmpty() ? null : state.from());
    json.writeStringProperty("messaging_service_sid", message.terms().serviceSid());
    json.writeStringProperty("num_media", Integer.toString(message.media().size()));
    json.writeStringProperty("num_segments", Integer.toString(state.segments()));
    json.writeStringProperty("price", state.price());
    json.writeStringProperty("price_unit", "USD");
    json.writeStringProperty("sid", message.sid());
    json.writeStringProperty("status", state.status().wire());
    json.writeObjectPropertyStart("subresource_uris");
    json.writeStringProperty("media", path + "/Media.json");
    if (message.terms().feedback()) {
      json.writeStringProperty("feedback", path + "/Feedback.json");
    }
    json.writeEndObject();
    json.writeStringProperty("to", message.shownTo());
    json.writeStringProperty("uri", path + ".json");
  }
}
