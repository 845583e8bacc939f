// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.call.CallStatus;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.number.PhoneNumbers;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The Call resource as JSON. */
@Seen(
    what = "The fields of a call; no end, duration or price unless it was answered.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_api_v2010")
final class CallJson {
  private static final Map<String, String> BELOW =
      new TreeMap<>(
          Map.of(
              "notifications", "Notifications",
              "recordings", "Recordings",
              "payments", "Payments",
              "events", "Events",
              "siprec", "Siprec",
              "streams", "Streams",
              "transcriptions", "Transcriptions",
              "user_defined_message_subscriptions", "UserDefinedMessageSubscriptions",
              "user_defined_messages", "UserDefinedMessages"));

  private CallJson() {}

  /** With the state it was created in. */
  static byte[] created(EmulatedCall call) {
    return Json.object(json -> write(json, call, call.initialState()));
  }

  static byte[] document(EmulatedCall call) {
    return Json.object(json -> write(json, call));
  }

  static void write(JsonGenerator json, EmulatedCall call) {
    write(json, call, call.state());
  }

  private static void write(JsonGenerator json, EmulatedCall call, EmulatedCall.State state) {
    var account = call.account().sid();
    var path = "/2010-04-01/Accounts/" + account + "/Calls/" + call.sid();
    boolean completed = state.status() == CallStatus.COMPLETED;
    boolean human = call.draft().detectsMachines() && state.answered() != null;
    var numberSid = call.draft().numberSid();
    json.writeStringProperty("account_sid", account);
    json.writeStringProperty("answered_by", human ? "human" : null);
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeNullProperty("caller_name");
    json.writeStringProperty("date_created", TwilioDates.rfc2822(call.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(state.updated()));
    json.writeStringProperty("direction", "outbound-api");
    json.writeStringProperty(
        "duration", completed ? Long.toString(state.length().toSeconds()) : null);
    json.writeStringProperty(
        "end_time", completed ? TwilioDates.rfc2822OrNull(state.ended()) : null);
    json.writeNullProperty("forwarded_from");
    json.writeStringProperty("from", call.from());
    json.writeStringProperty("from_formatted", formatted(call.from()));
    json.writeNullProperty("group_sid");
    json.writeNullProperty("parent_call_sid");
    json.writeStringProperty("phone_number_sid", numberSid.isEmpty() ? null : numberSid);
    json.writeStringProperty("price", state.price());
    json.writeStringProperty("price_unit", "USD");
    json.writeStringProperty("queue_time", Long.toString(call.queueTime().toMillis()));
    json.writeStringProperty("sid", call.sid());
    json.writeStringProperty("start_time", TwilioDates.rfc2822OrNull(state.dialed()));
    json.writeStringProperty("status", state.status().shown());
    json.writeObjectPropertyStart("subresource_uris");
    BELOW.forEach((name, below) -> json.writeStringProperty(name, path + "/" + below + ".json"));
    json.writeEndObject();
    json.writeStringProperty("to", call.to());
    json.writeStringProperty("to_formatted", formatted(call.to()));
    json.writeNullProperty("trunk_sid");
    json.writeStringProperty("uri", path + ".json");
  }

  @Seen(
      what = "Numbers outside North America are shown in their E.164 form.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_api_v2010")
  private static String formatted(String number) {
    return PhoneNumbers.isNorthAmerican(number) && PhoneNumbers.isPossible(number)
        ? "(%s) %s-%s"
            .formatted(number.substring(2, 5), number.substring(5, 8), number.substring(8))
        : number;
  }
}
