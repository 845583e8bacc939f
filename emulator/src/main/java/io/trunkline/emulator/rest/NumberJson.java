// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import tools.jackson.core.JsonGenerator;

/** The IncomingPhoneNumber resource as JSON. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "OpenAPI twilio_api_v2010")
final class NumberJson {
  private NumberJson() {}

  static byte[] document(OwnedNumber number) {
    return Json.object(json -> write(json, number));
  }

  static void write(JsonGenerator json, OwnedNumber number) {
    json.writeStringProperty("account_sid", number.accountSid());
    json.writeStringProperty("address_requirements", "none");
    json.writeStringProperty("address_sid", number.settings().get("AddressSid"));
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeBooleanProperty("beta", false);
    json.writeStringProperty("bundle_sid", number.settings().get("BundleSid"));
    json.writeObjectPropertyStart("capabilities");
    for (var capability : new String[] {"voice", "sms", "mms"}) {
      json.writeBooleanProperty(capability, true);
    }
    json.writeBooleanProperty("fax", false);
    json.writeEndObject();
    json.writeStringProperty("date_created", TwilioDates.rfc2822(number.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(number.updated()));
    json.writeNullProperty("emergency_address_sid");
    json.writeStringProperty("emergency_address_status", "unregistered");
    json.writeStringProperty("emergency_status", "Inactive");
    json.writeStringProperty("friendly_name", friendlyName(number));
    json.writeStringProperty("identity_sid", number.settings().get("IdentitySid"));
    json.writeStringProperty("origin", "twilio");
    json.writeStringProperty("phone_number", number.phoneNumber());
    json.writeStringProperty("sid", number.sid());
    json.writeStringProperty("sms_application_sid", number.setting("SmsApplicationSid"));
    writeHook(json, number, "sms_fallback", "SmsFallback");
    writeHook(json, number, "sms", "Sms");
    json.writeStringProperty("status", "in-use");
    json.writeStringProperty("status_callback", number.setting("StatusCallback"));
    json.writeStringProperty("status_callback_method", method(number, "StatusCallbackMethod"));
    json.writeStringProperty("trunk_sid", number.settings().get("TrunkSid"));
    var tollFree = PhoneNumbers.isTollFree(number.phoneNumber());
    json.writeStringProperty("type", tollFree ? "toll-free" : "local");
    json.writeStringProperty(
        "uri",
        "/2010-04-01/Accounts/"
            + number.accountSid()
            + "/IncomingPhoneNumbers/"
            + number.sid()
            + ".json");
    json.writeStringProperty("voice_application_sid", number.setting("VoiceApplicationSid"));
    json.writeBooleanProperty(
        "voice_caller_id_lookup", Boolean.parseBoolean(number.setting("VoiceCallerIdLookup")));
    writeHook(json, number, "voice_fallback", "VoiceFallback");
    var mode = number.setting("VoiceReceiveMode");
    json.writeStringProperty("voice_receive_mode", mode.isEmpty() ? "voice" : mode);
    writeHook(json, number, "voice", "Voice");
  }

  /** A URL and the method it is requested with. */
  private static void writeHook(
      JsonGenerator json, OwnedNumber number, String name, String setting) {
    json.writeStringProperty(name + "_method", method(number, setting + "Method"));
    json.writeStringProperty(name + "_url", number.setting(setting + "Url"));
  }

  private static String method(OwnedNumber number, String setting) {
    var method = number.setting(setting);
    return method.isEmpty() ? "POST" : method;
  }

  /** The name it was given, else the number as people of its country write it. */
  private static String friendlyName(OwnedNumber number) {
    var name = number.setting("FriendlyName");
    var digits = number.phoneNumber();
    if (!name.isEmpty() || !PhoneNumbers.isNorthAmerican(digits)) {
      return name.isEmpty() ? digits : name;
    }
    return "(" + digits.substring(2, 5) + ") " + digits.substring(5, 8) + "-" + digits.substring(8);
  }
}
