// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Creator;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.accounts.v1.AuthTokenPromotion;
import com.twilio.rest.accounts.v1.SecondaryAuthToken;
import com.twilio.rest.oauth.v2.Token;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tokens, of accounts and of OAuth clients. */
final class TokensRows {
  private static final String SECRET = "a token is shown once, by the answer that makes it";
  private static final String NEVER = "a token never changes";

  private TokensRows() {}

  static List<Row<?>> rows() {
    return List.of(
        secondary(),
        promotion(),
        oauth(
            "OAuth tokens, v1",
            com.twilio.rest.oauth.v1.Token::getAccessToken,
            (id, secret) ->
                com.twilio.rest.oauth.v1.Token.creator("client_credentials", id)
                    .setClientSecret(secret)),
        oauth(
            "OAuth tokens, v2",
            Token::getAccessToken,
            (id, secret) ->
                Token.creator("client_credentials").setClientId(id).setClientSecret(secret)));
  }

  private static Row<SecondaryAuthToken> secondary() {
    return Row.of("Secondary auth tokens", SecondaryAuthToken::getSecondaryAuthToken)
        .onlyOne()
        .creates((stage, n) -> second(stage.client()))
        .deletes((stage, token) -> SecondaryAuthToken.deleter())
        .without(Operation.LIST, SECRET)
        .without(Operation.FETCH, SECRET)
        .without(Operation.UPDATE, NEVER)
        .refuses(
            "to delete what is not there",
            20404,
            404,
            stage -> SecondaryAuthToken.deleter().delete(stage.client()))
        .refusesStrangers(TokensRows::second);
  }

  private static Row<AuthTokenPromotion> promotion() {
    return Row.of("Promotion of auth tokens", AuthTokenPromotion::getAuthToken)
        .onlyOne()
        .creates((stage, n) -> second(stage.client()))
        .updates(
            (stage, token) -> AuthTokenPromotion.updater(),
            promoted -> promoted.getAccountSid(),
            Accounts.LIVE_SID)
        .without(Operation.LIST, SECRET)
        .without(Operation.FETCH, SECRET)
        .without(Operation.DELETE, "a promotion is not undone")
        .refuses(
            "to promote what is not there",
            20404,
            404,
            stage -> AuthTokenPromotion.updater().update(stage.client()))
        .refusesStrangers(client -> AuthTokenPromotion.updater().update(client));
  }

  private static <T extends Resource> Row<T> oauth(
      String name, Function<T, String> token, BiFunction<String, String, Creator<T>> creator) {
    return Row.of(name, token)
        .onlyOne()
        .creates(
            (stage, n) ->
                token.apply(
                    creator
                        .apply(Accounts.CLIENT_ID, Accounts.CLIENT_SECRET)
                        .create(stage.client())))
        .without(Operation.LIST, SECRET)
        .without(Operation.FETCH, SECRET)
        .without(Operation.UPDATE, NEVER)
        .without(Operation.DELETE, "a token ends by itself")
        .refuses(
            "a client that nobody knows",
            20003,
            401,
            stage -> creator.apply("OQ" + "9".repeat(32), "x").create(stage.client()))
        .refuses(
            "a wrong secret",
            20003,
            401,
            stage -> creator.apply(Accounts.CLIENT_ID, "wrong").create(stage.client()))
        .refuses(
            "no secret",
            20003,
            401,
            stage -> creator.apply(Accounts.CLIENT_ID, "").create(stage.client()));
  }

  private static String second(TwilioRestClient client) {
    return SecondaryAuthToken.creator().create(client).getSecondaryAuthToken();
  }
}
