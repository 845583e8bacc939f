// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.signatures.CallbackRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The road of callbacks that are not: none gets through, and an operator learns why. */
class CallbackRejectionsTest {

  private static final String STATUS = "/twilio/things/one/status";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static CallbacksRoom room;

  @BeforeAll
  static void start() {
    room = CallbacksRoom.startConfigured("trunkline.api.enabled=true");
  }

  @AfterAll
  static void stop() {
    room.close();
  }

  @BeforeEach
  void openTheLog() {
    room.jdbc().sql("DELETE FROM trunkline.callback_rejections").update();
    room.clock().move(Duration.ofSeconds(2));
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

  @Test
  void judgesByThePublicUrlAndNeverByTheHostHeader() {
    var base = room.address("").toString();

    assertThat(SignedCall.to(STATUS, "A", "1").signedFor(base).send(room).statusCode())
        .isEqualTo(403);

    var rejection = rejections().getFirst();
    assertThat(rejection.path("reason").stringValue()).contains("the scheme, the host, the port");
    assertThat(rejection.path("kind").stringValue()).isEqualTo("test_status");
    assertThat(rejection.path("expected_url").stringValue())
        .isEqualTo(CallbacksRoom.PUBLIC_URL + STATUS);
    assertThat(rejection.path("parameter_names").valueStream().map(JsonNode::stringValue))
        .containsExactly("A");
    assertThat(rejection.path("matches").path(0).path("url").stringValue())
        .isEqualTo(base + STATUS);
    assertThat(
            rejection
                .path("matches")
                .path(0)
                .path("differs")
                .valueStream()
                .map(JsonNode::stringValue))
        .containsExactly("scheme", "host", "port");
    assertThat(rejection.path("advice").stringValue()).contains("TWILIO_WEBHOOK_BASE_URL");
    assertThat(rejection.path("would_match").stringValue()).isEqualTo(base);
    assertThat(rejection.path("setting").stringValue()).isEqualTo("trunkline.callbacks.public-url");
    assertThat(rejection.path("path").stringValue()).isEqualTo("/twilio/things/{id}/status");
    assertThat(rejection.path("time").stringValue()).isEqualTo(room.clock().instant().toString());
  }

  @Test
  void findsTheHostInTheHeadersOfAProxy() {
    SignedCall.to(STATUS, "A", "1")
        .signedFor("https://outer.example.com/gate")
        .header("X-Forwarded-Host", "outer.example.com")
        .header("X-Forwarded-Prefix", "/gate")
        .send(room);

    assertThat(rejections().getFirst().path("would_match").stringValue())
        .isEqualTo("https://outer.example.com/gate");
  }

  @Test
  void refusesAnAccountThatIsNotOurs() {
    var answer =
        SignedCall.to(STATUS, "AccountSid", "AC99999999999999999999999999999999").send(room);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(rejections().getFirst().path("setting").stringValue())
        .isEqualTo("trunkline.account.twilio.account-sid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AC1", "\u0000", "' OR 1=1 --"})
  void refusesWhatIsNoAccountAtAll(String sid) {
    assertThat(SignedCall.to(STATUS, "AccountSid", sid).send(room).statusCode()).isEqualTo(403);
  }

  @Test
  void showsNothingOfWhatAStrangerHasSent() {
    SignedCall.to("/twilio/things/4155550123/status", "Body", "hush", "+14155550123", "1")
        .signed("wrong")
        .send(room);

    assertThat(rejections().getFirst().toString())
        .contains("/twilio/things/{id}/status", "Body")
        .doesNotContain("hush", "4155550123");
  }

  @Test
  void recordsOneRejectionASecondAndCountsTheOthers() {
    var call = SignedCall.to(STATUS, "A", "1").signed("wrong");
    for (int i = 0; i < 5; i++) {
      call.send(room);
    }

    assertThat(rejections())
        .singleElement()
        .satisfies(one -> assertThat(one.path("unrecorded").longValue()).isEqualTo(4));

    room.clock().move(Duration.ofSeconds(1));
    call.send(room);
    assertThat(rejections())
        .extracting(one -> one.path("unrecorded").longValue())
        .containsExactly(0L, 4L);
  }

  @Test
  void letsNobodyWhoForgesOneKindHideAnother() {
    for (int i = 0; i < 50; i++) {
      SignedCall.to(STATUS, "A", "1").signed("wrong").send(room);
    }
    SignedCall.to("/twilio/things/inbound", "A", "1")
        .signedFor("http://old.example.com")
        .send(room);

    assertThat(rejections())
        .extracting(one -> one.path("kind").stringValue())
        .containsExactly("test_inbound", "test_status");
    assertThat(rejections("?kind=test_status")).hasSize(1);
  }

  @Test
  void keepsTheLastOfEachKindAndForgetsNoneOfTwiliosForThoseOfStrangers() {
    SignedCall.to(STATUS, "A", "1").signedFor(room.address("").toString()).send(room);
    room.clock().move(Duration.ofSeconds(1));
    SignedCall.to(STATUS, "A", "1").signed("wrong").send(room);
    room.jdbc()
        .sql(
            """
            INSERT INTO trunkline.callback_rejections
              (id, account_id, rejected_at, kind, path, reason, setting)
            SELECT uuidv7(interval '-1 hour'), account_id, rejected_at, kind, path, reason, setting
            FROM trunkline.callback_rejections, generate_series(1, 1200)
            WHERE would_match IS NULL
            """)
        .update();
    room.clock().move(Duration.ofSeconds(1));
    SignedCall.to(STATUS, "A", "1").signed("wrong").send(room);

    assertThat(
            room.jdbc()
                .sql(
                    """
                    SELECT count(*) FROM trunkline.callback_rejections
                    GROUP BY would_match IS NULL ORDER BY count(*)
                    """)
                .query(Integer.class)
                .list())
        .containsExactly(1, RejectionStore.KEPT);
    assertThat(rejections()).hasSize(100);
    assertThat(room.get(Rejections.class).latest(room.account().id(), null, 5000))
        .hasSize(RejectionStore.KEPT + 1);
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

  private static List<JsonNode> rejections() {
    return rejections("");
  }

  private static List<JsonNode> rejections(String query) {
    var answer = SignedCall.get(room.address("/v1/callbacks/rejections" + query));
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer.body()).path("rejections").valueStream().toList();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
