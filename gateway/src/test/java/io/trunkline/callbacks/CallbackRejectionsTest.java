// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.signatures.CallbackRequest;
import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The road of callbacks that are not: none gets through. */
class CallbackRejectionsTest {

  private static final String STATUS = "/twilio/things/one/status";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static CallbacksRoom room;

  @BeforeAll
  static void start() {
    room = CallbacksRoom.startConfigured();
  }

  @AfterAll
  static void stop() {
    room.close();
  }

  @AfterEach
  void nothingGotThrough() {
    assertThat(room.applied().callbacks()).isEmpty();
    assertThat(
            room.jdbc().sql("SELECT count(*) FROM trunkline.callbacks").query(Long.class).single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "L/OH5YylLD5NRKLltdqwSvS0BnU="})
  void refusesAWrongSignature(String signature) {
    var answer = SignedCall.to(STATUS, "A", "1").signed(signature).send(room);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("invalid_signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AC1", "\u0000", "' OR 1=1 --"})
  void refusesWhatIsNoAccountAtAll(String sid) {
    assertThat(SignedCall.to(STATUS, "AccountSid", sid).send(room).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/twilio/things, 404",
    "/twilio/, 404",
    "/twilio/things/one/status/, 404",
    "/twilio/things/%2e%2e/status%00, 400",
    "/twilio/things/one/status;x=y/more, 404"
  })
  void knowsNoOtherPath(String path, int status) {
    var forged = SignedCall.to(path, "A", "1").signedBy("a guess");

    assertThat(forged.send(room).statusCode()).isEqualTo(status);
  }

  /** No client for decent people sends it. */
  @ParameterizedTest
  @ValueSource(strings = {";x=%zz", ";%C3=%"})
  void knowsNoPathThatCannotBeRead(String parameter) throws IOException {
    try (var socket = new Socket("localhost", room.address("/").getPort())) {
      var request =
          "POST /twilio/things/one/status%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(parameter);
      socket.getOutputStream().write(request.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void knowsNoOtherMethod(String method) {
    assertThat(SignedCall.to(STATUS, "A", "1").send(room, method, FORM, "A=1").statusCode())
        .isEqualTo(405);
  }

  @Test
  void refusesABodyOfMoreThan64KiB() {
    var call = SignedCall.to(STATUS, "A", "x".repeat(CallbackRequest.MAX_BODY_BYTES));

    var answer = call.send(room);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("request_too_large");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, A=%zz, 400",
    "application/x-www-form-urlencoded, A=%f, 400",
    "application/json, {\"a\":, 400",
    "application/json, [], 400",
    "application/json, '', 400",
    "text/plain, A=1, 415",
    "multipart/form-data, A=1, 415"
  })
  void refusesWhatTwilioDoesNotSend(String type, String body, int status) {
    assertThat(SignedCall.to(STATUS, "A", "1").send(room, "POST", type, body).statusCode())
        .isEqualTo(status);
  }

  @Test
  void refusesAnIdempotencyTokenThatIsNone() {
    var call = SignedCall.to(STATUS, "A", "1");

    assertThat(call.header("I-Twilio-Idempotency-Token", "x".repeat(201)).send(room).statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesEveryMutationOfAGenuineCallback() {
    var genuine = SignedCall.to(STATUS, "MessageSid", "SM1", "MessageStatus", "sent", "To", "+1");
    var random = new Random(7);
    var body = genuine.body();
    for (int i = 0; i < 300; i++) {
      var mutated = new StringBuilder(body);
      int at = random.nextInt(body.length());
      switch (random.nextInt(4)) {
        case 0 -> mutated.setLength(at);
        case 1 -> mutated.setCharAt(at, (char) (33 + (body.charAt(at) - 32) % 90));
        case 2 -> mutated.insert(at, (char) ('a' + random.nextInt(26)));
        default -> mutated.append("&X=").append(random.nextInt());
      }

      var answer = genuine.send(room, "POST", FORM, mutated.toString());

      assertThat(answer.statusCode()).as(mutated.toString()).isBetween(400, 499);
    }
  }

  @Test
  void refusesABodyThatEndsEarly() throws IOException {
    var call = SignedCall.to(STATUS, "A", "1");
    try (var socket = new Socket("localhost", room.address("/").getPort())) {
      var head =
          "POST "
              + STATUS
              + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
              + FORM
              + "\r\nContent-Length: 100\r\nX-Twilio-Signature: "
              + call.signature()
              + "\r\n\r\n"
              + call.body();
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.shutdownOutput();

      var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void refusesEverythingWithoutAPublicUrl() {
    try (var blind =
        CallbacksRoom.start(
            "trunkline.account.twilio.account-sid=" + CallbacksRoom.ACCOUNT_SID,
            "trunkline.account.twilio.auth-token=" + CallbacksRoom.TOKEN)) {
      var answer = SignedCall.to(STATUS, "A", "1").send(blind);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("callbacks_off");
      assertThat(
              blind
                  .jdbc()
                  .sql("SELECT setting FROM trunkline.callback_rejections")
                  .query(String.class)
                  .single())
          .isEqualTo("trunkline.callbacks.public-url");
      assertThat(blind.callbacks().url(STATUS)).isEmpty();
      assertThat(blind.callbacks().missing(blind.account().id()))
          .singleElement()
          .asString()
          .contains("trunkline.callbacks.public-url");
      assertThat(SignedCall.get(blind.address("/v1/callbacks/rejections")).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void refusesEverythingWithoutAnAuthToken() {
    try (var keyed =
        CallbacksRoom.start(
            "trunkline.callbacks.public-url=" + CallbacksRoom.PUBLIC_URL,
            "trunkline.account.twilio.account-sid=" + CallbacksRoom.ACCOUNT_SID,
            "trunkline.account.twilio.api-key=SK00000000000000000000000000000001",
            "trunkline.account.twilio.api-secret=" + CallbacksRoom.TOKEN)) {
      assertThat(SignedCall.to(STATUS, "A", "1").send(keyed).statusCode()).isEqualTo(403);
      assertThat(keyed.applied().callbacks()).isEmpty();
      assertThat(keyed.callbacks().missing(keyed.account().id()))
          .singleElement()
          .asString()
          .contains("trunkline.account.twilio.auth-token");
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
