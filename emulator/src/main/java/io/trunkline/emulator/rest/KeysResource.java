// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.account.ApiKey;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import tools.jackson.core.JsonGenerator;

/** {@code /Keys}: API keys. A secret is shown once, by the answer that makes it. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "iam/api-keys/key-resource-v2010")
final class KeysResource {
  private static final String LIST = Api.ACCOUNT + "/Keys.json";
  private static final String ONE = Api.ACCOUNT + "/Keys/{KeySid}.json";
  private static final int MAX_NAME = 64;

  private final Accounts accounts;

  KeysResource(Accounts accounts) {
    this.accounts = accounts;
  }

  void addTo(Api api) {
    api.onAsAdministrator("GET", LIST, this::list);
    api.onAsAdministrator("POST", LIST, this::create);
    api.onAsAdministrator("GET", ONE, (caller, request) -> answer(find(caller, request)));
    api.onAsAdministrator("POST", ONE, this::update);
    api.onAsAdministrator("DELETE", ONE, this::delete);
  }

  private Answer list(Caller caller, Request request) {
    var keys = accounts.keys(caller.account());
    return Page.of(request).answer(request, "keys", keys, null, KeysResource::write);
  }

  private Answer create(Caller caller, Request request) {
    var key = accounts.createKey(caller.account(), name(request));
    return Answer.json(
        201,
        Json.object(
            json -> {
              write(json, key);
              json.writeStringProperty("secret", key.secret());
            }));
  }

  private Answer update(Caller caller, Request request) {
    return answer(accounts.renameKey(find(caller, request), name(request)));
  }

  private Answer delete(Caller caller, Request request) {
    accounts.deleteKey(find(caller, request));
    return Answer.noContent();
  }

  private ApiKey find(Caller caller, Request request) {
    return accounts
        .key(caller.account(), request.variable("KeySid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static String name(Request request) {
    var name = request.form().getOrEmpty("FriendlyName");
    if (name.length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
    return name;
  }

  private static Answer answer(ApiKey key) {
    return Answer.json(200, Json.object(json -> write(json, key)));
  }

  private static void write(JsonGenerator json, ApiKey key) {
    json.writeStringProperty("sid", key.sid());
    json.writeStringProperty("friendly_name", key.friendlyName());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(key.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(key.updated()));
  }
}
