// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;

/** {@code /token} of the OAuth API: exchanges a client's credentials for an access token. */
@Seen(
    what = "Client credentials are exchanged for an access token.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/oauth-apps, OpenAPI twilio_oauth_v2")
final class OauthResource {
  private final Accounts accounts;

  OauthResource(Accounts accounts) {
    this.accounts = accounts;
  }

  void addTo(Api api) {
    api.onOpen(
        "POST",
        "/v1/token",
        request -> create(request, 201, "GrantType", "ClientId", "ClientSecret"));
    api.onOpen(
        "POST",
        "/v2/token",
        request -> create(request, 200, "grant_type", "client_id", "client_secret"));
  }

  private Answer create(Request request, int status, String grant, String id, String secret) {
    var form = request.form();
    if (!form.getOrEmpty(grant).equals("client_credentials")) {
      throw Refusal.badRequest(20001, grant + " must be client_credentials");
    }
    var token =
        accounts
            .accessToken(form.getOrEmpty(id), form.getOrEmpty(secret))
            .orElseThrow(() -> new Refusal(401, 20003, "Authenticate"));
    return Answer.json(
        status,
        Json.object(
            json -> {
              json.writeStringProperty("access_token", token);
              json.writeNullProperty("refresh_token");
              json.writeNullProperty("id_token");
              json.writeStringProperty("token_type", "Bearer");
              json.writeNumberProperty("expires_in", Accounts.accessTokenLifetime().toSeconds());
            }));
  }
}
