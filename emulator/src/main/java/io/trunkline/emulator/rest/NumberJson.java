// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.number.Capability;
import io.trunkline.emulator.number.NumberTraits;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The IncomingPhoneNumber resource as JSON. */
@Seen(
    what = "The fields of a number.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_api_v2010")
final class NumberJson {
  /** Where every number is from: none was brought along from elsewhere. */
  static final String ORIGIN = "twilio";

  private NumberJson() {}

  static byte[] document(OwnedNumber number) {
    return Json.object(json -> write(json, number));
  }

  /** Adds all members. */
  static void write(JsonGenerator json, OwnedNumber number) {
    writeOfKind(json, number);
    json.writeStringProperty("type", NumberTraits.of(number.phoneNumber()).kind().type());
  }

  /** Adds all members but the type, which the lists of one type do not repeat. */
  static void writeOfKind(JsonGenerator json, OwnedNumber number) {
    var traits = NumberTraits.of(number.phoneNumber());
    json.writeStringProperty("account_sid", number.accountSid());
    json.writeStringProperty("address_requirements", traits.addressRequirements());
    json.writeStringProperty("address_sid", orNull(number, "AddressSid"));
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeBooleanProperty("beta", false);
    json.writeStringProperty("bundle_sid", orNull(number, "BundleSid"));
    writeCapabilities(json, traits);
    json.writeStringProperty("date_created", TwilioDates.rfc2822(number.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(number.updated()));
    json.writeStringProperty("emergency_address_sid", orNull(number, "EmergencyAddressSid"));
    json.writeStringProperty("emergency_address_status", "unregistered");
    var emergency = number.setting("EmergencyStatus");
    json.writeStringProperty("emergency_status", emergency.isEmpty() ? "Inactive" : emergency);
    json.writeStringProperty("friendly_name", friendlyName(number));
    json.writeStringProperty("identity_sid", orNull(number, "IdentitySid"));
    json.writeStringProperty("origin", ORIGIN);
    json.writeStringProperty("phone_number", number.phoneNumber());
    json.writeStringProperty("sid", number.sid());
    json.writeStringProperty("sms_application_sid", number.setting("SmsApplicationSid"));
    writeHook(json, number, "sms_fallback", "SmsFallback");
    writeHook(json, number, "sms", "Sms");
    json.writeStringProperty("status", "in-use");
    json.writeStringProperty("status_callback", number.setting("StatusCallback"));
    json.writeStringProperty("status_callback_method", method(number, "StatusCallbackMethod"));
    json.writeStringProperty("trunk_sid", orNull(number, "TrunkSid"));
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

  /** An object that says what numbers with these traits can do. */
  static void writeCapabilities(JsonGenerator json, NumberTraits traits) {
    json.writeObjectPropertyStart("capabilities");
    for (var capability : Capability.values()) {
      json.writeBooleanProperty(capability.wire(), traits.capabilities().contains(capability));
    }
    json.writeEndObject();
  }

  /** The name it was given, else the number itself. */
  static String friendlyName(OwnedNumber number) {
    var name = number.setting("FriendlyName");
    return name.isEmpty() ? displayed(number.phoneNumber()) : name;
  }

  /** A number as Twilio names it: in North America as people write it, else in E.164 form. */
  static String displayed(String number) {
    return PhoneNumbers.isNorthAmerican(number)
        ? "(" + number.substring(2, 5) + ") " + number.substring(5, 8) + "-" + number.substring(8)
        : number;
  }

  private static @Nullable String orNull(OwnedNumber number, String setting) {
    var value = number.setting(setting);
    return value.isEmpty() ? null : value;
  }
}
