// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What can be configured about a number, and how. Which SIDs exist elsewhere is not looked up. */
@Seen(
    what = "A number takes http URLs, the methods GET and POST, and a name of 64 characters.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/incomingphonenumber-resource")
final class NumberSettings {
  private static final int MAX_NAME = 64;
  private static final Set<String> URLS =
      Set.of("SmsUrl", "SmsFallbackUrl", "VoiceUrl", "VoiceFallbackUrl", "StatusCallback");
  private static final Set<String> METHODS =
      Set.of(
          "SmsMethod",
          "SmsFallbackMethod",
          "VoiceMethod",
          "VoiceFallbackMethod",
          "StatusCallbackMethod");
  private static final Map<String, String> SIDS =
      Map.of(
          "SmsApplicationSid", "AP",
          "VoiceApplicationSid", "AP",
          "AddressSid", "AD",
          "EmergencyAddressSid", "AD",
          "IdentitySid", "RI",
          "BundleSid", "BU",
          "TrunkSid", "TK");
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "VoiceReceiveMode", Set.of("voice", "fax"),
          "VoiceCallerIdLookup", Set.of("true", "false"),
          "EmergencyStatus", Set.of("Active", "Inactive"));

  private NumberSettings() {}

  /**
   * The settings in the form; an empty value takes a setting back.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  static Map<String, String> of(Parameters form) {
    var settings = new HashMap<String, String>();
    for (var name : form.names()) {
      var value = form.getOrEmpty(name);
      if (isSetting(name)) {
        if (!value.isEmpty()) {
          check(name, value);
        }
        settings.put(name, value);
      }
    }
    return settings;
  }

  private static boolean isSetting(String name) {
    return URLS.contains(name)
        || METHODS.contains(name)
        || SIDS.containsKey(name)
        || WORDS.containsKey(name)
        || name.equals("FriendlyName");
  }

  private static void check(String name, String value) {
    if (URLS.contains(name) && !WebAddress.isHttp(value)) {
      throw Refusal.badRequest(21402, name + " is not a valid URL: " + value);
    }
    if (METHODS.contains(name) && !value.equals("GET") && !value.equals("POST")) {
      throw Refusal.badRequest(21403, name + " must be GET or POST");
    }
    var prefix = SIDS.get(name);
    if (prefix != null && !value.matches(prefix + "[0-9a-f]{32}")) {
      throw Refusal.badRequest(20001, name + " must be " + prefix + " and 32 hexadecimal digits");
    }
    var words = WORDS.get(name);
    if (words != null && !words.contains(value)) {
      throw Refusal.badRequest(20001, name + " must be one of " + String.join(", ", words));
    }
    if (name.equals("FriendlyName") && value.length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
  }
}
