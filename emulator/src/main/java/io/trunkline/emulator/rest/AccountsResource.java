// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.world.World;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** {@code /Accounts}: one's own account and its subaccounts. */
@Seen(
    what = "Accounts are fetched, listed, renamed, suspended and closed; subaccounts are made.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/api/account")
final class AccountsResource {
  private static final int MAX_NAME = 64;
  private static final DateTimeFormatter NAMED_AFTER =
      DateTimeFormatter.ofPattern("'SubAccount Created at' yyyy-MM-dd hh:mm a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The sub-resources that exist here, and where. */
  private static final Map<String, String> SUBRESOURCES =
      new TreeMap<>(
          Map.of(
              "available_phone_numbers", "/AvailablePhoneNumbers.json",
              "balance", "/Balance.json",
              "incoming_phone_numbers", "/IncomingPhoneNumbers.json",
              "keys", "/Keys.json",
              "messages", "/Messages.json",
              "signing_keys", "/SigningKeys.json",
              "usage", "/Usage.json"));

  private final World world;

  AccountsResource(World world) {
    this.world = world;
  }

  void addTo(Api api) {
    api.onAsAdministrator("GET", Api.ROOT + ".json", this::list);
    api.onAsAdministrator("POST", Api.ROOT + ".json", this::create);
    api.onAccount("GET", Api.ACCOUNT + ".json", (caller, request) -> answer(200, caller.account()));
    api.onAccount("POST", Api.ACCOUNT + ".json", this::update);
  }

  private Answer list(Caller caller, Request request) {
    var name = request.query().getOrEmpty("FriendlyName");
    var status = request.query().getOrEmpty("Status");
    var found =
        world.accounts().family(caller.account()).stream()
            .filter(account -> name.isEmpty() || name.equals(account.friendlyName()))
            .filter(account -> status.isEmpty() || status.equals(account.status().wire()));
    return Page.of(request)
        .answer(request, "accounts", found::iterator, null, AccountsResource::write);
  }

  @Seen(
      what = "Subaccounts have no subaccounts: 21101; the 1001st is refused: 21480.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/api/subaccounts")
  private Answer create(Caller caller, Request request) {
    if (caller.account().isSubaccount()) {
      throw Refusal.badRequest(21101, "A subaccount cannot have subaccounts");
    }
    var given = name(request);
    var name = given.isEmpty() ? NAMED_AFTER.format(world.clock().now()) : given;
    var opened =
        world
            .accounts()
            .openSubaccount(caller.account(), name)
            .orElseThrow(() -> Refusal.badRequest(21480, "There are too many subaccounts already"));
    return answer(201, opened);
  }

  private Answer update(Caller caller, Request request) {
    var account = caller.account();
    var name = name(request);
    var status = request.form().getOrEmpty("Status");
    if (!status.isEmpty()) {
      changeStatus(account, status);
    }
    if (!name.isEmpty()) {
      world.accounts().rename(account, name);
    }
    return answer(200, account);
  }

  @Seen(
      what = "Status: 21475 unknown, 21477 of a parent, 21479 of a closed account.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors")
  private void changeStatus(Account account, String wire) {
    var status =
        Arrays.stream(Account.Status.values())
            .filter(known -> known.wire().equals(wire))
            .findFirst()
            .orElseThrow(() -> Refusal.badRequest(21475, "There is no status " + wire));
    if (!account.isSubaccount()) {
      throw Refusal.badRequest(21477, "The status of a parent account cannot be changed");
    }
    if (account.status() == Account.Status.CLOSED) {
      throw Refusal.badRequest(21479, "A closed subaccount stays closed");
    }
    if (status == Account.Status.CLOSED) {
      world.close(account);
    } else {
      world.accounts().changeStatus(account, status);
    }
  }

  private static String name(Request request) {
    var name = request.form().getOrEmpty("FriendlyName");
    if (name.length() > MAX_NAME) {
      throw Refusal.badRequest(20002, "FriendlyName must have at most 64 characters");
    }
    return name;
  }

  private static Answer answer(int status, Account account) {
    return Answer.json(status, Json.object(json -> write(json, account)));
  }

  private static void write(JsonGenerator json, Account account) {
    var path = Api.ROOT + "/" + account.sid();
    json.writeStringProperty("auth_token", account.authToken());
    json.writeStringProperty("date_created", TwilioDates.rfc2822(account.created()));
    json.writeStringProperty("date_updated", TwilioDates.rfc2822(account.updated()));
    json.writeStringProperty("friendly_name", account.friendlyName());
    json.writeStringProperty("owner_account_sid", account.ownerSid());
    json.writeStringProperty("sid", account.sid());
    json.writeStringProperty("status", account.status().wire());
    json.writeObjectPropertyStart("subresource_uris");
    SUBRESOURCES.forEach((name, suffix) -> json.writeStringProperty(name, path + suffix));
    json.writeEndObject();
    json.writeStringProperty("type", "Full");
    json.writeStringProperty("uri", path + ".json");
  }
}
