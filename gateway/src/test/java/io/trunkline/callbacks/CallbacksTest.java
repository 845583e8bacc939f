// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The road of callbacks that are genuine. */
class CallbacksTest extends CallbacksStage {

  private static final String OTHER_TOKEN = "fedcba9876543210fedcba9876543210";

  CallbacksTest() {
    super("trunkline.account.twilio.secondary-auth-token=" + OTHER_TOKEN);
  }

  @Test
  void storesACallbackAndAppliesIt() {
    var answer =
        SignedCall.to(STATUS, "AccountSid", CallbacksRoom.ACCOUNT_SID, "MessageStatus", "sent")
            .send(room);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(applied())
        .singleElement()
        .satisfies(
            callback -> {
              assertThat(callback.account()).isEqualTo(room.account().id());
              assertThat(callback.pathVariable("id")).isEqualTo("one");
              assertThat(callback.required("MessageStatus")).isEqualTo("sent");
              assertThat(callback.parameter("ErrorCode")).isEmpty();
              assertThat(callback.receivedAt()).isEqualTo(room.clock().instant());
            });
    assertThat(states()).containsExactly("applied");
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void answersWithTheTwimlOfTheRoute() {
    var answer = SignedCall.to(INBOUND, "Body", "hello").send(room);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
    assertThat(answer.body())
        .isEqualTo("<Response><Message><Body>thanks</Body></Message></Response>");
  }

  @Test
  void doesNotPrintTheTwimlOfAnAnswer() {
    assertThat(new CallbackReply.Twiml("<Response>secret</Response>").toString())
        .doesNotContain("secret");
  }

  @Test
  void appliesARepeatedRequestOnce() {
    var call = SignedCall.to(INBOUND, "Body", "hello");
    var repeated = call.header("I-Twilio-Idempotency-Token", "token-1");

    assertThat(repeated.send(room).body()).contains("thanks");
    assertThat(repeated.send(room))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).endsWith("<Response/>");
            });
    assertThat(applied()).hasSize(1);

    call.header("I-Twilio-Idempotency-Token", "token-2").send(room);
    SignedCall.to(STATUS, "Body", "x").header("I-Twilio-Idempotency-Token", "token-1").send(room);
    assertThat(applied()).hasSize(3);
  }

  @Test
  void losesNothingThatBearsATokenOfSomethingElse() {
    SignedCall.to(STATUS, "Body", "sent").header("I-Twilio-Idempotency-Token", "one").send(room);
    SignedCall.to(STATUS, "Body", "delivered")
        .header("I-Twilio-Idempotency-Token", "one")
        .send(room);

    assertThat(applied()).hasSize(2);
  }

  @Test
  void keepsEveryValueOfARepeatedParameter() {
    SignedCall.to(STATUS, "MediaUrl", "b", "Body", "", "MediaUrl", "a").send(room);

    assertThat(applied().getFirst().parameters())
        .isEqualTo(Map.of("MediaUrl", List.of("b", "a"), "Body", List.of("")));
  }

  @Test
  void acceptsAnyTextThatAHandsetCanSend() {
    var text = "caf\u00E9 \uD83D\uDE00 + & = % \r\n";

    assertThat(SignedCall.to(INBOUND, "Body", text).send(room).statusCode()).isEqualTo(200);
    assertThat(applied().getFirst().required("Body")).isEqualTo(text);
  }

  @Test
  void acceptsACharacterThatTheDatabaseCannotKeep() {
    assertThat(SignedCall.to(INBOUND, "Body", "a\u0000b").send(room).statusCode()).isEqualTo(200);
    assertThat(applied().getFirst().required("Body")).isEqualTo("a\uFFFDb");
  }

  @Test
  void acceptsGet() {
    var call =
        new SignedCall(STATUS + "?MessageStatus=sent&To=%2B1", Map.of(), null, Map.of())
            .signedBy(CallbacksRoom.TOKEN);

    assertThat(call.send(room, "GET", "", "").statusCode()).isEqualTo(204);
    assertThat(applied().getFirst().required("To")).isEqualTo("+1");
  }

  @Test
  void takesNoFormFromAGet() {
    var signed = SignedCall.to(STATUS, "A", "1");

    assertThat(signed.send(room, "GET", "application/x-www-form-urlencoded", "A=1").statusCode())
        .isEqualTo(403);
  }

  @Test
  void acceptsJson() throws NoSuchAlgorithmException {
    var body = "{\"AccountSid\":\"" + CallbacksRoom.ACCOUNT_SID + "\",\"type\":\"x\",\"n\":[1]}";
    var path = STATUS + "?bodySHA256=" + sha256(body);
    var call = new SignedCall(path, Map.of(), null, Map.of()).signedBy(CallbacksRoom.TOKEN);

    assertThat(call.send(room, "POST", "application/json; charset=utf-8", body).statusCode())
        .isEqualTo(204);
    assertThat(applied().getFirst().required("n")).isEqualTo("[1]");
    assertThat(call.send(room, "POST", "application/json", body + " ").statusCode()).isEqualTo(403);
  }

  @Test
  void acceptsTheOtherTokenWhileOneIsRotated() {
    assertThat(SignedCall.to(STATUS, "A", "1").signedBy(OTHER_TOKEN).send(room).statusCode())
        .isEqualTo(204);
  }

  @Test
  void refusesMoreParametersThanTwilioEverSendsBeforeLookingAtThem() {
    var many = "a=1&".repeat(500) + "b=2";

    assertThat(
            SignedCall.to(STATUS, "A", "1")
                .send(room, "POST", "application/x-www-form-urlencoded", many)
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void keepsWhatTwilioSendsWhereNothingIsExpected() {
    assertThat(SignedCall.to("/twilio/sms", "Body", "hi").send(room).statusCode()).isEqualTo(404);
    assertThat(SignedCall.to("/twilio/sms", "Body", "hi").signedBy("guess").send(room).statusCode())
        .isEqualTo(404);

    assertThat(states()).containsExactly("parked");
    assertThat(
            room.callbacks()
                .list(
                    room.account().id(),
                    new CallbackQuery(UnexpectedRoute.KIND, null, null, null, null, null, 10)))
        .hasSize(1);
  }

  @Test
  void saysThatItIsUnavailableWhenItCannotStore() {
    var call = SignedCall.to(STATUS, "A", "1");
    room.jdbc().sql("ALTER TABLE trunkline.callbacks RENAME TO away").update();
    try {
      var answer = call.send(room);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("\"unavailable\"").doesNotContain("SQL");
    } finally {
      room.jdbc().sql("ALTER TABLE trunkline.away RENAME TO callbacks").update();
    }
    assertThat(call.send(room).statusCode()).isEqualTo(204);
  }

  @Test
  void saysThatItIsUnavailableWhileTheDatabaseIsAway() {
    try (var cut =
        CallbacksRoom.startConfigured("spring.datasource.hikari.connection-timeout=250")) {
      cut.cutOff();

      for (var path : List.of(STATUS, INBOUND)) {
        var answer = SignedCall.to(path, "A", "1").send(cut);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    }
  }

  @Test
  void standsBelowTheContextPathOfItsHost() {
    try (var below =
        CallbacksRoom.startConfigured(
            "server.servlet.context-path=/app",
            "trunkline.callbacks.public-url=" + CallbacksRoom.PUBLIC_URL + "/app/")) {
      var url = below.callbacks().url(STATUS).orElseThrow();
      assertThat(url).hasToString(CallbacksRoom.PUBLIC_URL + "/app" + STATUS);

      assertThat(SignedCall.to("/app" + STATUS, "A", "1").send(below).statusCode()).isEqualTo(204);
      below.applyDue();
      assertThat(below.applied().callbacks()).hasSize(1);
    }
  }

  @Test
  void asksTwilioToRepeatReportsThatCouldNotBeStored() {
    assertThat(room.callbacks().reportUrl("/twilio/messages/msg_1/status"))
        .contains(
            URI.create(
                CallbacksRoom.PUBLIC_URL
                    + "/twilio/messages/msg_1/status#rc=3&rt=4000&rp=ct,rt,5xx"));
  }

  @Test
  void makesAddressesBelowThePublicUrl() {
    assertThat(room.callbacks().url("/twilio/messages/msg_1/status"))
        .contains(URI.create(CallbacksRoom.PUBLIC_URL + "/twilio/messages/msg_1/status"));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
