// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.account.Accounts.NewToken;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;

/**
 * {@code /v1/AuthTokens} of the Accounts API: exchanges the auth token. While there is a secondary
 * token both are good; the primary one signs.
 */
@Seen(
    what = "A secondary auth token works beside the primary one until it is promoted or deleted.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/api/authtoken")
final class AuthTokensResource {
  private static final String SECONDARY = "/v1/AuthTokens/Secondary";
  private static final String PROMOTE = "/v1/AuthTokens/Promote";

  private final Accounts accounts;

  AuthTokensResource(Accounts accounts) {
    this.accounts = accounts;
  }

  void addTo(Api api) {
    api.onAsAdministrator("POST", SECONDARY, this::create);
    api.onAsAdministrator("DELETE", SECONDARY, this::delete);
    api.onAsAdministrator("POST", PROMOTE, this::promote);
  }

  private Answer create(Caller caller, Request request) {
    var token =
        accounts
            .addSecondaryToken(caller.account())
            .orElseThrow(() -> new Refusal(409, 20409, "There is a secondary token already"));
    return answer(201, caller, token, "secondary_auth_token", request.url(SECONDARY));
  }

  private Answer delete(Caller caller, Request request) {
    if (!accounts.deleteSecondaryToken(caller.account())) {
      throw Refusal.notFound(request.path());
    }
    return Answer.noContent();
  }

  private Answer promote(Caller caller, Request request) {
    var token =
        accounts
            .promoteSecondaryToken(caller.account())
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, caller, token, "auth_token", request.url(PROMOTE));
  }

  private static Answer answer(int status, Caller caller, NewToken token, String name, String url) {
    var account = caller.account();
    return Answer.json(
        status,
        Json.object(
            json -> {
              json.writeStringProperty("account_sid", account.sid());
              json.writeStringProperty(name, token.text());
              json.writeStringProperty("date_created", TwilioDates.iso8601(token.created()));
              json.writeStringProperty("date_updated", TwilioDates.iso8601(account.updated()));
              json.writeStringProperty("url", url);
            }));
  }
}
