// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.usage.Balances;

/** {@code /Balance}: what is left of an account's money. Nobody is refused when it is gone. */
@Seen(
    what = "A balance is a text with its currency.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_api_v2010")
final class BalanceResource {
  private final Balances balances;

  BalanceResource(Balances balances) {
    this.balances = balances;
  }

  void addTo(Api api) {
    api.on("GET", Api.ACCOUNT + "/Balance.json", this::fetch);
  }

  private Answer fetch(Caller caller, Request request) {
    var balance = balances.of(caller.account());
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringProperty("account_sid", caller.account().sid());
              json.writeStringProperty("balance", balance.toPlainString());
              json.writeStringProperty("currency", "USD");
            }));
  }
}
