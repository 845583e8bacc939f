// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.account.ApiKey;
import io.trunkline.emulator.account.KeyPolicy;
import io.trunkline.emulator.account.Keys;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code /v1/Keys} of the IAM API: API keys, restricted ones too. */
@Seen(
    what = "Keys of version 1 are made for an account, restricted ones with a policy.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/api-keys/key-resource-v1")
final class IamKeysResource {
  private static final List<String> FLAGS = List.of("rest_api", "signing");

  private final Keys keys;

  IamKeysResource(Keys keys) {
    this.keys = keys;
  }

  void addTo(Api api) {
    api.onAsAdministrator("GET", "/v1/Keys", this::list);
    api.onAsAdministrator("POST", "/v1/Keys", this::create);
    api.onAsAdministrator("GET", "/v1/Keys/{KeySid}", (caller, r) -> answer(find(caller, r)));
    api.onAsAdministrator("POST", "/v1/Keys/{KeySid}", this::update);
    api.onAsAdministrator("DELETE", "/v1/Keys/{KeySid}", this::delete);
  }

  private Answer list(Caller caller, Request request) {
    var found = keys.of(account(caller, request.query()));
    return Page.of(request)
        .answerWithMeta(
            request,
            "keys",
            found,
            null,
            (json, key) -> {
              KeysResource.write(json, key);
              Json.writeStrings(json, "flags", FLAGS);
            });
  }

  private Answer create(Caller caller, Request request) {
    var form = request.form();
    var account = account(caller, form);
    var type = form.getOrEmpty("KeyType");
    if (!type.isEmpty() && !type.equals("restricted")) {
      throw Refusal.badRequest(20001, "KeyType can only be restricted");
    }
    var policy = policy(form);
    if (type.isEmpty() != (policy == null)) {
      throw Refusal.badRequest(20001, "A restricted key has a Policy, and no other key has one");
    }
    var key = keys.create(account, KeysResource.name(request), policy);
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
    var policy = policy(request.form());
    if (policy != null && key.policy() == null) {
      throw Refusal.badRequest(20001, "Only a restricted key has a Policy");
    }
    var name =
        request.form().get("FriendlyName") == null
            ? key.friendlyName()
            : KeysResource.name(request);
    return answer(keys.change(key, name, policy == null ? key.policy() : policy));
  }

  private Answer delete(Caller caller, Request request) {
    keys.delete(find(caller, request));
    return Answer.noContent();
  }

  private ApiKey find(Caller caller, Request request) {
    return keys.find(caller.account(), request.variable("KeySid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  /** One's own account: this product knows no subaccounts of one's own. */
  private static Account account(Caller caller, Parameters parameters) {
    var sid = parameters.getOrEmpty("AccountSid");
    if (sid.isEmpty()) {
      throw Refusal.badRequest(20001, "AccountSid is required");
    }
    if (!sid.equals(caller.account().sid())) {
      throw Api.denied();
    }
    return caller.account();
  }

  private static @Nullable KeyPolicy policy(Parameters form) {
    var text = form.getOrEmpty("Policy");
    if (text.isEmpty()) {
      return null;
    }
    try {
      var allow = Json.readObject("Policy", text.getBytes(StandardCharsets.UTF_8)).path("allow");
      if (allow.isArray() && allow.valueStream().allMatch(JsonNode::isString)) {
        return new KeyPolicy(allow.valueStream().map(JsonNode::stringValue).toList());
      }
    } catch (IllegalArgumentException malformed) {
      throw Refusal.badRequest(20001, String.valueOf(malformed.getMessage()));
    }
    throw Refusal.badRequest(20001, "Policy must have a list allow of permissions");
  }

  private static Answer answer(ApiKey key) {
    return Answer.json(200, Json.object(json -> write(json, key)));
  }

  private static void write(JsonGenerator json, ApiKey key) {
    KeysResource.write(json, key);
    var policy = key.policy();
    if (policy == null) {
      json.writeNullProperty("policy");
      return;
    }
    json.writeObjectPropertyStart("policy");
    Json.writeStrings(json, "allow", policy.allow());
    json.writeEndObject();
  }
}
