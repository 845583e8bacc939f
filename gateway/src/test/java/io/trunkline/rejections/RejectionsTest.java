// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.callbacks.CallbacksRoom;
import io.trunkline.callbacks.SignedCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator learns why a callback was refused, and nobody else does. */
class RejectionsTest {

  private static final String STATUS = "/twilio/things/one/status";

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
  void recordsFiveASecondHoweverManyKindsAreForged() {
    var kinds = List.of("one", "two", "three", "four", "five", "six", "seven");

    refuse(kinds);
    assertThat(rejections()).hasSize(Rejections.MOST_A_SECOND);

    room.clock().move(Duration.ofSeconds(1));
    refuse(kinds);
    assertThat(rejections()).hasSize(2 * Rejections.MOST_A_SECOND);
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    var call = SignedCall.to(STATUS, "A", "1").signed("wrong");
    call.send(room);

    room.clock().move(Duration.ofMinutes(-10));
    call.send(room);

    assertThat(rejections()).hasSize(2);
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

  private static void refuse(List<String> kinds) {
    kinds.forEach(
        kind ->
            room.get(Rejections.class)
                .add(
                    room.account().id(),
                    kind,
                    "/twilio/" + kind,
                    () -> SignatureDiagnosis.NO_AUTH_TOKEN));
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
