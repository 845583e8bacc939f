// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.account.ApiKey;
import io.trunkline.emulator.account.Keys;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /Keys}, and by its older name {@code /SigningKeys}: API keys. A secret is shown once, by
 * the answer that makes it.
 */
@Seen(
    what = "A key's secret is shown once, by the answer that makes it.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/api-keys/key-resource-v2010")
final class KeysResource {
  private static final int MAX_NAME = 64;

  private final Keys keys;

  KeysResource(Keys keys) {
    this.keys = keys;
  }

  void addTo(Api api) {
    addTo(api, Api.ACCOUNT + "/Keys", "keys");
    addTo(api, Api.ACCOUNT + "/SigningKeys", "signing_keys");
  }

  private void addTo(Api api, String path, String listed) {
    var list = path + ".json";
    var one = path + "/{KeySid}.json";
    api.onAsAdministrator("GET", list, (caller, request) -> list(caller, request, listed));
    api.onAsAdministrator("POST", list, this::create);
    api.onAsAdministrator("GET", one, (caller, request) -> answer(find(caller, request)));
    api.onAsAdministrator("POST", one, this::update);
    api.onAsAdministrator("DELETE", one, this::delete);
  }

  private Answer list(Caller caller, Request request, String listed) {
    var found = keys.of(caller.account());
    return Page.of(request).answer(request, listed, found, null, KeysResource::write);
  }

  private Answer create(Caller caller, Request request) {
    var key = keys.create(caller.account(), name(request), null);
    return Answer.json(
        201,
        Json.object(
            json -> {
              write(json, key);
              json.writeStringProperty("secret", key.secret());
            }));
  }

  private Answer update(Caller caller, Request request) {
    var key = find(caller, request);
    return answer(keys.change(key, name(request), key.policy()));
  }

  private Answer delete(Caller caller, Request request) {
    keys.delete(find(caller, request));
    return Answer.noContent();
  }

  private ApiKey find(Caller caller, Request request) {
    return keys.find(caller.account(), request.variable("KeySid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  /** The name that the form gives a key. */
  static String name(Request request) {
    var name = request.form().getOrEmpty("FriendlyName");
    if (name.length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
    return name;
  }

  private static Answer answer(ApiKey key) {
    return Answer.json(200, Json.object(json -> write(json, key)));
  }

  /** Writes the members that a key has everywhere. */
  static void write(JsonGenerator json, ApiKey key) {
    json.writeStringProperty("sid", key.sid());
    json.writeStringProperty("friendly_name", key.friendlyName());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(key.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(key.updated()));
  }
}
