// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.sender.ShortCode;
import io.trunkline.emulator.sender.ShortCodes;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** {@code /SMS/ShortCodes}: the short codes that an account leases; leasing is done elsewhere. */
@Seen(
    what = "Short codes are listed and configured, but neither made nor deleted.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/short-code-resource")
final class ShortCodesResource {
  private static final String LIST = Api.ACCOUNT + "/SMS/ShortCodes.json";
  private static final String ONE = Api.ACCOUNT + "/SMS/ShortCodes/{ShortCodeSid}.json";
  private static final int MAX_NAME = 64;

  private final ShortCodes shortCodes;

  ShortCodesResource(ShortCodes shortCodes) {
    this.shortCodes = shortCodes;
  }

  void addTo(Api api) {
    api.on("GET", LIST, this::list);
    api.on("GET", ONE, (caller, request) -> answer(find(caller, request)));
    api.on("POST", ONE, this::update);
  }

  private Answer list(Caller caller, Request request) {
    var digits = request.query().getOrEmpty("ShortCode");
    var name = request.query().getOrEmpty("FriendlyName");
    var found =
        shortCodes.of(caller.account()).stream()
            .filter(code -> code.code().contains(digits))
            .filter(code -> name.isEmpty() || name.equals(friendlyName(code)))
            .toList();
    return Page.of(request).answer(request, "short_codes", found, null, ShortCodesResource::write);
  }

  private Answer update(Caller caller, Request request) {
    return answer(shortCodes.configure(find(caller, request), settings(request.form())));
  }

  private ShortCode find(Caller caller, Request request) {
    return shortCodes
        .bySid(caller.account(), request.variable("ShortCodeSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static Map<String, String> settings(Parameters form) {
    var settings = new HashMap<String, String>();
    for (var name : form.names()) {
      var value = form.getOrEmpty(name);
      switch (name) {
        case "SmsUrl", "SmsFallbackUrl" -> {
          if (!value.isEmpty() && !WebAddress.isHttp(value)) {
            throw Refusal.badRequest(21402, name + " is not a valid URL: " + value);
          }
          settings.put(name, value);
        }
        case "SmsMethod", "SmsFallbackMethod" -> {
          if (!value.equals("GET") && !value.equals("POST")) {
            throw Refusal.badRequest(21403, name + " must be GET or POST");
          }
          settings.put(name, value);
        }
        case "FriendlyName" -> {
          if (value.length() > MAX_NAME) {
            throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
          }
          settings.put(name, value);
        }
        default -> {
          // Nothing else can be set.
        }
      }
    }
    return settings;
  }

  private static Answer answer(ShortCode code) {
    return Answer.json(200, Json.object(json -> write(json, code)));
  }

  private static void write(JsonGenerator json, ShortCode code) {
    json.writeStringProperty("account_sid", code.accountSid());
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeStringProperty("date_created", TwilioDates.rfc2822(code.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(code.updated()));
    json.writeStringProperty("friendly_name", friendlyName(code));
    json.writeStringProperty("short_code", code.code());
    json.writeStringProperty("sid", code.sid());
    writeHook(json, code, "sms_fallback", "SmsFallback");
    writeHook(json, code, "sms", "Sms");
    json.writeStringProperty(
        "uri",
        "/2010-04-01/Accounts/" + code.accountSid() + "/SMS/ShortCodes/" + code.sid() + ".json");
  }

  /** A URL and the method it is requested with. */
  private static void writeHook(JsonGenerator json, ShortCode code, String name, String setting) {
    var method = code.setting(setting + "Method");
    var url = code.setting(setting + "Url");
    json.writeStringProperty(name + "_method", method.isEmpty() ? "POST" : method);
    json.writeStringProperty(name + "_url", url.isEmpty() ? null : url);
  }

  private static String friendlyName(ShortCode code) {
    var name = code.setting("FriendlyName");
    return name.isEmpty() ? code.code() : name;
  }
}
