// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.callbacks.CallbacksRoom;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.rejections.Difference;
import io.trunkline.rejections.Rejections;
import io.trunkline.tokens.TokenUse.Role;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.TwilioAnswer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auth token is exchanged at Twilio and here, and no callback is lost on the way. */
class TokenRotationTest {

  private static final PhoneNumber ALICE = PhoneNumber.parse("+14155550171");

  private TwilioEmulator emulator;
  private CallbacksRoom room;
  private AccountId account;
  private AuthTokens tokens;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    emulator = TwilioEmulator.start();
    room =
        CallbacksRoom.start(
            "server.port=" + port,
            "trunkline.account.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32]),
            "trunkline.twilio.base-url=" + emulator.baseUrl(),
            "trunkline.callbacks.public-url=http://localhost:" + port);
    account =
        room.accounts()
            .open(
                "shop",
                new TwilioCredentials(
                    emulator.accountSid(), emulator.authToken(), null, null, null))
            .id();
    tokens = room.get(AuthTokens.class);
  }

  @AfterEach
  void stop() {
    room.close();
    emulator.close();
  }

  @Test
  void losesNoCallbackWhileTokensAreExchanged() throws Exception {
    deliver(1);
    assertThat(roles()).containsExactly(Role.PRIMARY);
    var old = tokens.of(account).getFirst().fingerprint();

    var made = secondary(emulator.authToken());
    room.accounts().addSecondaryToken(account, made);
    deliver(2);
    assertThat(tokens.rotation(account))
        .singleElement()
        .asString()
        .startsWith("Twilio signs with the primary auth token " + old);

    room.accounts().promoteSecondaryToken(account);
    room.clock().move(Duration.ofMinutes(1));
    deliver(3);
    assertThat(tokens.rotation(account))
        .singleElement()
        .asString()
        .startsWith("Twilio signs with the secondary auth token " + old);

    promote(made);
    room.clock().move(Duration.ofMinutes(1));
    deliver(4);
    assertThat(tokens.of(account).getFirst().lastSignedAt()).isEqualTo(room.clock().instant());
    assertThat(tokens.rotation(account))
        .singleElement()
        .asString()
        .contains("primary auth token", old + " last signed at", "forget it");

    room.accounts().forgetSecondaryToken(account);
    deliver(5);
    assertThat(tokens.rotation(account)).isEmpty();
    assertThat(room.get(Rejections.class).latest(account, null, 100)).isEmpty();
  }

  @Test
  void saysThatATokenWasForgottenTooSoon() throws Exception {
    room.accounts().addSecondaryToken(account, secondary(emulator.authToken()));
    room.accounts().promoteSecondaryToken(account);
    room.accounts().forgetSecondaryToken(account);

    send();
    await().until(() -> !room.get(Rejections.class).latest(account, null, 100).isEmpty());

    assertThat(room.get(Rejections.class).latest(account, null, 100).getFirst().matches())
        .singleElement()
        .satisfies(
            match -> assertThat(match.differs()).containsExactly(Difference.FORGOTTEN_AUTH_TOKEN));
  }

  @Test
  void saysThatNothingHasShownWhichTokenSigns() {
    room.accounts().addSecondaryToken(account, "a-second-token");

    assertThat(tokens.rotation(account))
        .containsExactly(
            "Two auth tokens are valid, and no callback has shown which of them Twilio signs with");
  }

  /** As at Twilio's console, with a token that is good now. */
  private String secondary(String token) throws IOException, InterruptedException {
    return post("Secondary", token).path("secondary_auth_token").stringValue();
  }

  private void promote(String token) throws IOException, InterruptedException {
    assertThat(post("Promote", token).path("auth_token").stringValue()).isEqualTo(token);
  }

  private JsonNode post(String what, String token) throws IOException, InterruptedException {
    var user = emulator.accountSid() + ":" + token;
    var request =
        HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/v1/AuthTokens/" + what))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(user.getBytes(US_ASCII)))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private List<Role> roles() {
    return tokens.of(account).stream().map(TokenUse::role).toList();
  }

  private void deliver(int texts) {
    send();
    await()
        .until(
            () ->
                room.applied().callbacks().stream()
                        .filter(callback -> "delivered".equals(callback.required("MessageStatus")))
                        .count()
                    == texts);
  }

  private void send() {
    var callback = room.callbacks().url("/twilio/things/one/status").orElseThrow();
    var text = OutboundMessage.text(EmulatorOptions.NUMBERS.getFirst(), ALICE, "hello", callback);
    assertThat(room.twilio().createMessage(account, text)).isInstanceOf(TwilioAnswer.Taken.class);
  }
}
