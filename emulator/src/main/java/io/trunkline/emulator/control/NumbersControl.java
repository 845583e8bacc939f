// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.world.World;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/numbers}: what a phone can text, numbers and short codes of all accounts. */
final class NumbersControl {
  private final World world;

  NumbersControl(World world) {
    this.world = world;
  }

  Answer list(Request request) {
    return ControlJson.ok(json -> write(json, world));
  }

  static void write(JsonGenerator json, World world) {
    json.writeArrayPropertyStart("numbers");
    for (var number : world.numbers().all()) {
      json.writeStartObject();
      json.writeStringProperty("number", number.phoneNumber());
      json.writeStringProperty("account_sid", number.accountSid());
      json.writeStringProperty("sms_url", number.setting("SmsUrl"));
      writeService(json, world, number.phoneNumber());
      json.writeEndObject();
    }
    for (var code : world.shortCodes().all()) {
      json.writeStartObject();
      json.writeStringProperty("number", code.code());
      json.writeStringProperty("account_sid", code.accountSid());
      json.writeStringProperty("sms_url", code.setting("SmsUrl"));
      writeService(json, world, code.code());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The Messaging Service whose pool the sender is in, null for none. */
  private static void writeService(JsonGenerator json, World world, String sender) {
    var service = world.services().serviceOf(sender).map(MessagingService::sid).orElse(null);
    json.writeStringProperty("service_sid", service);
  }
}
