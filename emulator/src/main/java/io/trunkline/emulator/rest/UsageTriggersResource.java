// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.usage.UsageTrigger;
import io.trunkline.emulator.usage.UsageTrigger.By;
import io.trunkline.emulator.usage.UsageTrigger.Recurring;
import io.trunkline.emulator.usage.UsageTriggers;
import java.math.BigDecimal;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/** {@code /Usage/Triggers}. */
@Seen(
    what = "Of a trigger only its callback and name can be changed; +30 counts from now.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/api/usage-trigger")
final class UsageTriggersResource {
  private static final String LIST = Api.ACCOUNT + "/Usage/Triggers.json";
  private static final String ONE = Api.ACCOUNT + "/Usage/Triggers/{TriggerSid}.json";
  private static final int MAX_NAME = 64;

  private final UsageTriggers triggers;

  UsageTriggersResource(UsageTriggers triggers) {
    this.triggers = triggers;
  }

  void addTo(Api api) {
    api.on("GET", LIST, this::list);
    api.on("POST", LIST, this::create);
    api.on("GET", ONE, (caller, request) -> answer(200, find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  private Answer list(Caller caller, Request request) {
    var query = request.query();
    var recurring = query.getOrEmpty("Recurring");
    var by = query.getOrEmpty("TriggerBy");
    var category = query.getOrEmpty("UsageCategory");
    var found =
        triggers.of(caller.account()).stream()
            .filter(trigger -> recurring.isEmpty() || recurring.equals(trigger.recurring().wire()))
            .filter(trigger -> by.isEmpty() || by.equals(trigger.by().wire()))
            .filter(trigger -> category.isEmpty() || category.equals(trigger.category().name()))
            .toList();
    return Page.of(request).answer(request, "usage_triggers", found, null, this::write);
  }

  private Answer create(Caller caller, Request request) {
    var form = request.form();
    var account = caller.account();
    var category = UsageRecordsResource.category(required(form, "UsageCategory"));
    var by = by(form.getOrEmpty("TriggerBy"));
    var recurring = recurring(form.getOrEmpty("Recurring"));
    var url = url(required(form, "CallbackUrl"));
    var method = method(form, "POST");
    var name = name(form, "");
    var wanted = required(form, "TriggerValue");
    var value = value(wanted);
    var threshold =
        wanted.startsWith("+")
            ? value.add(triggers.current(account.sid(), category, by, recurring))
            : value;
    var added =
        triggers.add(
            account,
            (sid, now) ->
                new UsageTrigger(
                    sid,
                    account.sid(),
                    category,
                    by,
                    threshold,
                    recurring,
                    name,
                    url,
                    method,
                    now,
                    now,
                    null));
    return answer(
        201,
        added.orElseThrow(() -> Refusal.badRequest(20001, "There are too many triggers already")));
  }

  private Answer update(Caller caller, Request request) {
    var form = request.form();
    var trigger = find(caller, request);
    var url = form.getOrEmpty("CallbackUrl");
    var changed =
        triggers
            .change(
                trigger,
                name(form, trigger.friendlyName()),
                url.isEmpty() ? trigger.callbackUrl() : url(url),
                method(form, trigger.callbackMethod()))
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, changed);
  }

  private Answer delete(Caller caller, Request request) {
    triggers.delete(find(caller, request));
    return Answer.noContent();
  }

  private UsageTrigger find(Caller caller, Request request) {
    return triggers
        .find(caller.account(), request.variable("TriggerSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static String required(Parameters form, String name) {
    var value = form.getOrEmpty(name);
    if (value.isEmpty()) {
      throw Refusal.badRequest(20001, name + " is required");
    }
    return value;
  }

  private static String url(String url) {
    if (!WebAddress.isCallback(url)) {
      throw Refusal.badRequest(21502, "CallbackUrl is not a valid URL: " + url);
    }
    return url;
  }

  private static String method(Parameters form, String otherwise) {
    var method = form.getOrEmpty("CallbackMethod");
    if (!method.isEmpty() && !method.equals("GET") && !method.equals("POST")) {
      throw Refusal.badRequest(21403, "CallbackMethod must be GET or POST");
    }
    return method.isEmpty() ? otherwise : method;
  }

  private static String name(Parameters form, String otherwise) {
    var name = form.get("FriendlyName");
    if (name != null && name.length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
    return name == null ? otherwise : name;
  }

  private static BigDecimal value(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(20001, "TriggerValue must be a number, perhaps with + before it");
    }
  }

  private static By by(String wire) {
    return wire.isEmpty()
        ? By.USAGE
        : Arrays.stream(By.values())
            .filter(by -> by.wire().equals(wire))
            .findFirst()
            .orElseThrow(() -> Refusal.badRequest(20001, "TriggerBy cannot be " + wire));
  }

  private static Recurring recurring(String wire) {
    return wire.isEmpty()
        ? Recurring.ALLTIME
        : Arrays.stream(Recurring.values())
            .filter(recurring -> recurring.wire().equals(wire))
            .findFirst()
            .orElseThrow(() -> Refusal.badRequest(20001, "Recurring cannot be " + wire));
  }

  private Answer answer(int status, UsageTrigger trigger) {
    return Answer.json(status, Json.object(json -> write(json, trigger)));
  }

  private void write(JsonGenerator json, UsageTrigger trigger) {
    var account = Api.ROOT + "/" + trigger.accountSid();
    json.writeStringProperty("account_sid", trigger.accountSid());
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeStringProperty("callback_method", trigger.callbackMethod());
    json.writeStringProperty("callback_url", trigger.callbackUrl());
    json.writeStringProperty(
        "current_value", triggers.current(trigger).stripTrailingZeros().toPlainString());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(trigger.created()));
    json.writeStringProperty("date_fired", TwilioDates.rfc2822OrNull(trigger.fired()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(trigger.updated()));
    json.writeStringProperty("friendly_name", trigger.friendlyName());
    json.writeStringProperty("recurring", trigger.recurring().wire());
    json.writeStringProperty("sid", trigger.sid());
    json.writeStringProperty("trigger_by", trigger.by().wire());
    json.writeStringProperty("trigger_value", trigger.value().toPlainString());
    json.writeStringProperty("uri", account + "/Usage/Triggers/" + trigger.sid() + ".json");
    json.writeStringProperty("usage_category", trigger.category().name());
    json.writeStringProperty(
        "usage_record_uri", account + "/Usage/Records.json?Category=" + trigger.category().name());
  }
}
