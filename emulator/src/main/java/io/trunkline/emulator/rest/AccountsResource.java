// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** {@code /Accounts}: fetch and list one's own account. Subaccounts cannot be made. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "iam/api/account")
final class AccountsResource {
  /** The sub-resources that exist here, and where. */
  private static final Map<String, String> SUBRESOURCES =
      new TreeMap<>(
          Map.of(
              "incoming_phone_numbers", "/IncomingPhoneNumbers.json",
              "keys", "/Keys.json",
              "messages", "/Messages.json"));

  void addTo(Api api) {
    api.onAsAdministrator("GET", Api.ROOT + ".json", this::list);
    api.onAsAdministrator("GET", Api.ACCOUNT + ".json", this::fetch);
  }

  private Answer list(Caller caller, Request request) {
    var name = request.query().getOrEmpty("FriendlyName");
    var status = request.query().getOrEmpty("Status");
    var found =
        Stream.of(caller.account())
            .filter(account -> name.isEmpty() || name.equals(account.friendlyName()))
            .filter(account -> status.isEmpty() || status.equals("active"));
    return Page.of(request)
        .answer(request, "accounts", found::iterator, null, AccountsResource::write);
  }

  private Answer fetch(Caller caller, Request request) {
    return Answer.json(200, Json.object(json -> write(json, caller.account())));
  }

  private static void write(JsonGenerator json, Account account) {
    var path = "/2010-04-01/Accounts/" + account.sid();
    json.writeStringProperty("auth_token", account.authToken());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(account.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(account.created()));
    json.writeStringProperty("friendly_name", account.friendlyName());
    json.writeStringProperty("owner_account_sid", account.ownerSid());
    json.writeStringProperty("sid", account.sid());
    json.writeStringProperty("status", "active");
    json.writeObjectPropertyStart("subresource_uris");
    SUBRESOURCES.forEach((name, suffix) -> json.writeStringProperty(name, path + suffix));
    json.writeEndObject();
    json.writeStringProperty("type", "Full");
    json.writeStringProperty("uri", path + ".json");
  }
}
