// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The road of callbacks that are genuine. */
class CallbacksTest {

  private static final String STATUS = "/twilio/things/one/status";
  private static final String INBOUND = "/twilio/things/inbound";
  private static final String OTHER_TOKEN = "fedcba9876543210fedcba9876543210";

  private static CallbacksRoom room;

  private int appliedBefore;

  @BeforeAll
  static void start() {
    room =
        CallbacksRoom.startConfigured(
            "trunkline.account.twilio.secondary-auth-token=" + OTHER_TOKEN);
  }

  @AfterAll
  static void stop() {
    room.close();
  }

  @BeforeEach
  void startAfresh() {
    room.applied().repair();
    room.jdbc().sql("DELETE FROM trunkline.callbacks_due").update();
    room.jdbc().sql("DELETE FROM trunkline.callbacks").update();
    room.jdbc().sql("DELETE FROM effects").update();
    appliedBefore = room.applied().callbacks().size();
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
  void answersAndKeepsWhatCannotBeApplied() {
    room.applied().breakDown();

    assertThat(SignedCall.to(STATUS, "A", "1").send(room).statusCode()).isEqualTo(204);
    assertThat(SignedCall.to(INBOUND, "A", "1").send(room).body()).endsWith("<Response/>");

    assertThat(states()).containsExactly("pending", "pending");
    assertThat(effects()).isZero();
    assertThat(
            room.jdbc()
                .sql("SELECT DISTINCT failure FROM trunkline.callbacks_due")
                .query(String.class)
                .single())
        .isEqualTo("IllegalStateException: broken on purpose");
  }

  @Test
  void appliesWhatWasKeptOnceItCanBe() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("pending");
    room.applied().repair();

    room.clock().move(CallbackApplier.FIRST_PAUSE);

    assertThat(states()).containsExactly("applied");
    assertThat(effects()).isEqualTo(1);
    assertThat(applied().getLast().pathVariable("id")).isEqualTo("one");
    assertThat(applied().getLast().id()).isEqualTo(applied().getFirst().id());
  }

  @Test
  void parksWhatCannotBeAppliedForHours() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);

    for (int i = 0; i < 2 * CallbackApplier.MAX_ATTEMPTS; i++) {
      room.applier().applyDue();
      room.clock().move(CallbackApplier.LONGEST_PAUSE);
    }

    assertThat(states()).containsExactly("parked");
    // Each time together with what is due, then by itself.
    assertThat(applied()).hasSize(2 * CallbackApplier.MAX_ATTEMPTS);
    assertThat(effects()).isZero();
  }

  @Test
  void parksAtOnceWhatCanNeverBeRead() {
    SignedCall.to(STATUS, "Unreadable", "1").send(room);
    SignedCall.to(STATUS, "Hopeless", "1").send(room);

    assertThat(states()).containsExactly("parked", "parked");
    assertThat(
            room.jdbc()
                .sql("SELECT parked_because FROM trunkline.callbacks ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly("IllegalArgumentException: unreadable", "never");
  }

  @Test
  void waitsForWhatIsNotKnownYetWithoutHoldingUpTheRest() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "NotYet", "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("pending", "pending");

    room.applied().repair();
    room.clock().move(CallbackApplier.FIRST_PAUSE);
    assertThat(states()).containsExactlyInAnyOrder("pending", "applied");

    room.applied().learn();
    room.clock().move(CallbackApplier.LONGEST_PAUSE);
    assertThat(states()).containsExactly("applied", "applied");
  }

  @Test
  void takesUpWhatADeadNodeHasLeft() {
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("applied");
    room.jdbc()
        .sql(
            """
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT id, received_at, 0 FROM trunkline.callbacks
            """)
        .update();

    assertThat(states()).containsExactly("applied");
    assertThat(applied()).hasSize(2);
  }

  @Test
  void keepsWhatNobodyAppliesAnyMore() {
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("applied");
    room.jdbc()
        .sql(
            """
            WITH gone AS (
              UPDATE trunkline.callbacks SET kind = 'gone' RETURNING id, received_at)
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT id, received_at, 0 FROM gone
            """)
        .update();

    assertThat(states()).containsExactly("pending");
    assertThat(applied()).hasSize(1);
  }

  @Test
  void forgetsWhatWasAppliedLongAgoAndNothingElse() {
    SignedCall.to(STATUS, "Unreadable", "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactlyInAnyOrder("parked", "applied");
    room.applied().breakDown();
    SignedCall.to(STATUS, "B", "1").send(room);
    assertThat(states()).hasSize(3);
    var store = room.get(CallbackStore.class);

    assertThat(store.forget(room.clock().instant(), 10)).isZero();
    assertThat(store.forget(room.clock().instant().plusMillis(1), 10)).isEqualTo(1);
    assertThat(states()).containsExactlyInAnyOrder("parked", "pending");
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
  void standsBelowTheContextPathOfItsHost() {
    try (var below =
        CallbacksRoom.startConfigured(
            "server.servlet.context-path=/app",
            "trunkline.callbacks.public-url=" + CallbacksRoom.PUBLIC_URL + "/app/")) {
      var url = below.callbacks().url(STATUS).orElseThrow();
      assertThat(url).hasToString(CallbacksRoom.PUBLIC_URL + "/app" + STATUS);

      assertThat(SignedCall.to("/app" + STATUS, "A", "1").send(below).statusCode()).isEqualTo(204);
      below.applier().applyDue();
      assertThat(below.applied().callbacks()).hasSize(1);
    }
  }

  @Test
  void asksTwilioToRepeatReportsThatCouldNotBeStored() {
    assertThat(room.callbacks().reportUrl("/twilio/messages/msg_1/status"))
        .contains(
            URI.create(CallbacksRoom.PUBLIC_URL + "/twilio/messages/msg_1/status#rc=3&rp=ct,5xx"));
  }

  @Test
  void makesAddressesBelowThePublicUrl() {
    assertThat(room.callbacks().url("/twilio/messages/msg_1/status"))
        .contains(URI.create(CallbacksRoom.PUBLIC_URL + "/twilio/messages/msg_1/status"));
  }

  @Test
  void triesEverLessOften() {
    assertThat(CallbackApplier.pause(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(CallbackApplier.pause(2)).isEqualTo(Duration.ofSeconds(4));
    assertThat(CallbackApplier.pause(12)).isEqualTo(Duration.ofHours(1));
    assertThat(CallbackApplier.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  /** What was applied; the worker may be at it, and is waited for. */
  private List<Callback> applied() {
    room.applier().applyDue();
    var all = room.applied().callbacks();
    return all.subList(appliedBefore, all.size());
  }

  private static List<@Nullable String> states() {
    room.applier().applyDue();
    return room.jdbc()
        .sql(
            """
            SELECT CASE WHEN parked_because IS NOT NULL THEN 'parked'
              WHEN callback_id IS NOT NULL THEN 'pending' ELSE 'applied' END
            FROM trunkline.callbacks LEFT JOIN trunkline.callbacks_due ON callback_id = id
            """)
        .query(String.class)
        .list();
  }

  private static long effects() {
    return room.jdbc().sql("SELECT count(*) FROM effects").query(Long.class).single();
  }
}
