// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.number.PhoneNumbers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code /IncomingPhoneNumbers}: the numbers of an account. Every number nobody has can be had. */
@Seen(
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/incomingphonenumber-resource")
final class NumbersResource {
  private static final String LIST = Api.ACCOUNT + "/IncomingPhoneNumbers.json";
  private static final String ONE = Api.ACCOUNT + "/IncomingPhoneNumbers/{NumberSid}.json";
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
  private static final Set<String> OTHERS =
      Set.of(
          "FriendlyName",
          "SmsApplicationSid",
          "VoiceApplicationSid",
          "VoiceCallerIdLookup",
          "VoiceReceiveMode",
          "AddressSid",
          "IdentitySid",
          "BundleSid",
          "TrunkSid");

  private final OwnedNumbers numbers;

  NumbersResource(OwnedNumbers numbers) {
    this.numbers = numbers;
  }

  void addTo(Api api) {
    api.onAlsoWithTestCredentials("POST", LIST, this::create);
    api.on("GET", LIST, this::list);
    api.on("GET", ONE, (caller, request) -> answer(200, find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  private Answer list(Caller caller, Request request) {
    var query = request.query();
    var digits = query.getOrEmpty("PhoneNumber");
    var name = query.getOrEmpty("FriendlyName");
    var found =
        numbers.of(caller.account()).stream()
            .filter(number -> number.phoneNumber().contains(digits))
            .filter(number -> name.isEmpty() || name.equals(number.setting("FriendlyName")))
            .toList();
    return Page.of(request)
        .answer(request, "incoming_phone_numbers", found, null, NumberJson::write);
  }

  private Answer create(Caller caller, Request request) {
    var form = request.form();
    var settings = settings(form);
    var wanted = form.getOrEmpty("PhoneNumber");
    var areaCode = form.getOrEmpty("AreaCode");
    if (wanted.isEmpty() && areaCode.isEmpty()) {
      throw Refusal.badRequest(21421, "PhoneNumber or AreaCode is required");
    }
    if (caller.account().isTest()) {
      return pretend(caller, wanted, areaCode, settings);
    }
    if (!wanted.isEmpty() && !PhoneNumbers.isPossible(wanted)) {
      throw Refusal.badRequest(21421, wanted + " is not a valid number");
    }
    var phoneNumber = wanted.isEmpty() ? freeIn(areaCode) : wanted;
    var rented =
        numbers
            .rent(caller.account(), phoneNumber, settings)
            .orElseThrow(() -> Refusal.badRequest(21422, phoneNumber + " is not available"));
    return answer(201, rented);
  }

  private static Answer pretend(
      Caller caller, String wanted, String areaCode, Map<String, String> settings) {
    var phoneNumber = wanted.isEmpty() ? TestNumbers.inAreaCode(areaCode) : wanted;
    TestNumbers.checkPurchase(phoneNumber);
    var sid = "PN" + caller.account().sid().substring(2);
    var now = caller.account().created();
    return answer(
        201, new OwnedNumber(sid, caller.account().sid(), phoneNumber, settings, now, now));
  }

  private String freeIn(String areaCode) {
    if (!areaCode.matches("[2-9][0-9]{2}")) {
      throw Refusal.badRequest(21451, areaCode + " is not an area code");
    }
    return IntStream.range(100, 1000)
        .mapToObj(line -> "+1" + areaCode + "5550" + line)
        .filter(number -> numbers.find(number).isEmpty())
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest(21452, "No number is left in " + areaCode));
  }

  private Answer update(Caller caller, Request request) {
    var number = find(caller, request);
    var changed =
        numbers
            .configure(number, settings(request.form()))
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, changed);
  }

  private Answer delete(Caller caller, Request request) {
    numbers.release(find(caller, request));
    return Answer.noContent();
  }

  private OwnedNumber find(Caller caller, Request request) {
    return numbers
        .bySid(caller.account(), request.variable("NumberSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static Map<String, String> settings(Parameters form) {
    var settings = new HashMap<String, String>();
    for (var name : form.names()) {
      var value = form.getOrEmpty(name);
      if (URLS.contains(name)) {
        if (!value.isEmpty() && !WebAddress.isHttp(value)) {
          throw Refusal.badRequest(21402, name + " is not a valid URL: " + value);
        }
        settings.put(name, value);
      } else if (METHODS.contains(name)) {
        if (!value.isEmpty() && !value.equals("GET") && !value.equals("POST")) {
          throw Refusal.badRequest(21403, name + " must be GET or POST");
        }
        settings.put(name, value);
      } else if (OTHERS.contains(name)) {
        settings.put(name, value);
      }
    }
    if (settings.getOrDefault("FriendlyName", "").length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
    return settings;
  }

  private static Answer answer(int status, OwnedNumber number) {
    return Answer.json(status, NumberJson.document(number));
  }
}
