// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.OwnedNumbers;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/numbers}: what a phone can text. */
final class NumbersControl {
  private final OwnedNumbers numbers;

  NumbersControl(OwnedNumbers numbers) {
    this.numbers = numbers;
  }

  Answer list(Request request) {
    return ControlJson.ok(json -> write(json, numbers));
  }

  static void write(JsonGenerator json, OwnedNumbers numbers) {
    json.writeArrayPropertyStart("numbers");
    for (var number : numbers.all()) {
      json.writeStartObject();
      json.writeStringProperty("number", number.phoneNumber());
      json.writeStringProperty("account_sid", number.accountSid());
      json.writeStringProperty("friendly_name", number.setting("FriendlyName"));
      json.writeStringProperty("sms_url", number.setting("SmsUrl"));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
