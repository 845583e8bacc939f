// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.credential.ClientCredentialProvider;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.accounts.v1.AuthTokenPromotion;
import com.twilio.rest.accounts.v1.SecondaryAuthToken;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.iam.v1.NewApiKey;
import com.twilio.rest.pricing.v1.messaging.Country;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final String CLIENT = "OQ11111111111111111111111111111111";
  private static final String SECRET = "11111111111111111111111111111111";

  private static TwilioEmulator emulator;
  private static TwilioRestClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = EmulatorClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
  }

  @Test
  void takesBothTokensUntilTheSecondIsPromoted() {
    var first = emulator.authToken();
    var second = SecondaryAuthToken.creator().create(client).getSecondaryAuthToken();

    assertThat(second).hasSize(32).isNotEqualTo(first);
    assertThat(canRead(first)).isTrue();
    assertThat(canRead(second)).isTrue();
    assertThat(refusal(() -> SecondaryAuthToken.creator().create(client)).getStatusCode())
        .isEqualTo(409);

    assertThat(AuthTokenPromotion.updater().update(client).getAuthToken()).isEqualTo(second);
    assertThat(emulator.authToken()).isEqualTo(second);
    assertThat(canRead(first)).isFalse();
    assertThat(canRead(second)).isTrue();
  }

  @Test
  void forgetsASecondTokenThatIsDeleted() {
    var second = SecondaryAuthToken.creator().create(client).getSecondaryAuthToken();

    assertThat(SecondaryAuthToken.deleter().delete(client)).isTrue();

    assertThat(canRead(second)).isFalse();
    assertThat(refusal(() -> AuthTokenPromotion.updater().update(client)).getCode())
        .isEqualTo(20404);
  }

  @Test
  void letsARestrictedKeyDoWhatItsPolicyAllows() {
    var made =
        NewApiKey.creator(emulator.accountSid())
            .setKeyType("restricted")
            .setPolicy(Map.of("allow", List.of("/twilio/messaging/messages/read")))
            .create(client);
    var key = EmulatorClient.client(emulator, made.getSid(), made.getSecret());

    assertThat(Message.reader().read(key)).isEmpty();
    assertThat(refusal(() -> IncomingPhoneNumber.reader().firstPage(key)).getStatusCode())
        .isEqualTo(403);
    assertThat(refusal(() -> NewApiKey.creator(emulator.accountSid()).create(key)).getStatusCode())
        .isEqualTo(403);
  }

  @Test
  void letsARestrictedKeyMakeKeysIfItsPolicySaysSo() {
    var made =
        NewApiKey.creator(emulator.accountSid())
            .setKeyType("restricted")
            .setPolicy(Map.of("allow", List.of("/twilio/iam/keys/create")))
            .create(client);
    var key = EmulatorClient.client(emulator, made.getSid(), made.getSecret());

    assertThat(NewApiKey.creator(emulator.accountSid()).create(key).getSid()).startsWith("SK");
    assertThat(refusal(() -> Key.reader().firstPage(key)).getStatusCode()).isEqualTo(403);
    assertThat(refusal(() -> Account.creator().create(key)).getStatusCode()).isEqualTo(403);
    assertThat(refusal(() -> Account.fetcher().fetch(key)).getStatusCode()).isEqualTo(403);
  }

  @Test
  void givesOauthClientsATokenThatExpiresWithinTheHour() {
    var raw = RawClient.live(emulator);
    var answer = token(raw, SECRET);
    var token = answer.text("access_token");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("expires_in").intValue()).isEqualTo(3600);
    assertThat(readWith(token)).isEqualTo(200);
    assertThat(readWith(token.substring(0, token.length() - 3) + "abc")).isEqualTo(401);

    raw.postJson("/_emulator/clock", "{\"advance\":\"PT61M\"}");
    assertThat(readWith(token)).isEqualTo(401);
    assertThat(readWith(token(raw, SECRET).text("access_token"))).isEqualTo(200);
  }

  @Test
  void letsTheSdkSpeakWithATokenOnAllProducts() {
    var raw = RawClient.live(emulator);
    var oauth =
        new ClientCredentialProvider(CLIENT, SECRET, () -> token(raw, SECRET).text("access_token"));
    var bearer = EmulatorClient.bearer(emulator, oauth);

    assertThat(Message.reader().read(bearer)).isEmpty();
    assertThat(Country.fetcher("US").fetch(bearer).getIsoCountry()).isEqualTo("US");
  }

  @Test
  void refusesOauthClientsItDoesNotKnow() {
    var answer = token(RawClient.live(emulator), "wrong");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo(20003);
  }

  private static RawClient.Raw token(RawClient raw, String secret) {
    return raw.post(
        "/oauth/v2/token",
        "grant_type",
        "client_credentials",
        "client_id",
        CLIENT,
        "client_secret",
        secret);
  }

  private static int readWith(String token) {
    return RawClient.bearer(emulator, token)
        .get("/2010-04-01/Accounts/" + emulator.accountSid() + "/Messages.json")
        .status();
  }

  private static boolean canRead(String token) {
    var answer = new RawClient(emulator, emulator.accountSid(), token);
    return answer.get(answer.account("/Messages.json")).status() == 200;
  }

  private static ApiException refusal(Runnable attempt) {
    return catchThrowableOfType(ApiException.class, attempt::run);
  }
}
