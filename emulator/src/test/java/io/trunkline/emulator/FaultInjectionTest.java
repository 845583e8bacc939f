// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultInjectionTest {
  private static final String ALICE = "+14155550123";
  private static final Duration SHORT = Duration.ofMillis(50);

  /** Longer than a message takes to be delivered. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(400);

  private static TwilioEmulator emulator;
  private static CallbackReceiver receiver;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    receiver = new CallbackReceiver();
    client = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
    receiver.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    receiver.received().clear();
  }

  @Test
  void answersAnErrorWithoutActing() {
    order(FaultRule.of(FaultKind.STATUS_BEFORE).status(500));

    var answer = send();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo(20500);
    assertThat(taken()).isZero();
  }

  @Test
  void answersAnErrorAfterActing() {
    order(FaultRule.of(FaultKind.STATUS_AFTER));

    var answer = send();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo(20503);
    assertThat(taken()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "TIMEOUT_BEFORE"})
  void breaksTheConnectionWithoutActing(FaultKind kind) {
    order(FaultRule.of(kind).delay(SHORT));

    assertThatThrownBy(FaultInjectionTest::send).isInstanceOf(UncheckedIOException.class);
    assertThat(taken()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_AFTER", "TIMEOUT_AFTER"})
  void breaksTheConnectionAfterActing(FaultKind kind) {
    order(FaultRule.of(kind).delay(SHORT));

    assertThatThrownBy(FaultInjectionTest::send).isInstanceOf(UncheckedIOException.class);
    assertThat(taken()).isEqualTo(1);
    await().until(() -> emulator.handset(ALICE).messages().size() == 1);
  }

  @Test
  void throttlesWithoutActing() {
    order(FaultRule.of(FaultKind.THROTTLE));

    var answer = send();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo(20429);
    assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("1");
    assertThat(taken()).isZero();
  }

  @Test
  void answersSlowlyButTruly() {
    order(FaultRule.of(FaultKind.SLOW).delay(SHORT));
    long start = System.nanoTime();

    var answer = send();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void strikesOnlyWhereItIsOrderedAndNeverItsOwnSurface() {
    emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Keys.json"));
    assertThat(send().status()).isEqualTo(201);
    assertThat(client.get(client.account("/Keys.json")).status()).isEqualTo(503);

    emulator.faults(1, FaultRule.of(FaultKind.CUT_BEFORE));
    assertThat(client.get("/_emulator/health").text("status")).isEqualTo("UP");
    emulator.faults(1);
    assertThat(send().status()).isEqualTo(201);
  }

  @Test
  void losesCallbacks() {
    // On a path of its own, so that late callbacks of other tests cannot be the two.
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_LOST).on("POST", "/lossy").times(2));

    var sid = send("/lossy").text("sid");

    await().until(() -> receiver.statuses(sid).equals(List.of("delivered")));
    // The log has a callback once it is answered, and may still get one of an earlier test.
    await()
        .untilAsserted(
            () ->
                assertThat(emulator.callbacks())
                    .filteredOn(callback -> callback.messageSid().equals(sid))
                    .extracting(SentCallback::fault)
                    .containsExactly(FaultKind.CALLBACK_LOST, FaultKind.CALLBACK_LOST, null));
  }

  @Test
  void repeatsCallbacksUnderTheSameToken() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_DUPLICATED).on("POST", "/status"));

    var sid = send().text("sid");

    await()
        .until(
            () ->
                receiver
                    .statuses(sid)
                    .equals(
                        List.of("sending", "sending", "sent", "sent", "delivered", "delivered")));
    var tokens =
        receiver.received().stream().map(r -> r.header("I-Twilio-Idempotency-Token")).toList();
    assertThat(tokens.get(0)).isEqualTo(tokens.get(1)).isNotEqualTo(tokens.get(2));
  }

  @Test
  void delaysCallbacksBehindLaterOnes() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_DELAYED).times(1).delay(LONG_ENOUGH));

    var sid = send().text("sid");

    await().until(() -> receiver.statuses(sid).equals(List.of("sent", "delivered", "sending")));
  }

  @Test
  void swapsCallbacks() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_REORDERED).times(1));

    var sid = send().text("sid");

    await().until(() -> receiver.statuses(sid).equals(List.of("sent", "sending", "delivered")));
  }

  @Test
  void sendsAHeldCallbackAfterAllWhenNoneFollows() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_REORDERED).delay(LONG_ENOUGH));

    var sid = send().text("sid");

    await().until(() -> receiver.statuses(sid).size() == 3);
    assertThat(receiver.statuses(sid)).containsExactlyInAnyOrder("sending", "sent", "delivered");
  }

  @Test
  void signsWrongly() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_WRONG_SIGNATURE).times(1));

    var sid = send().text("sid");

    await().until(() -> receiver.statuses(sid).size() == 3);
    var validator = new RequestValidator(emulator.authToken());
    assertThat(receiver.received())
        .extracting(
            r ->
                validator.validate(
                    receiver.url("/status"), r.form(), r.header("X-Twilio-Signature")))
        .containsExactly(false, true, true);
  }

  @Test
  void signsForAnotherHostThanItAsks() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_WRONG_HOST).times(1));

    var sid = send().text("sid");

    await().until(() -> receiver.statuses(sid).size() == 3);
    var first = receiver.received().getFirst();
    var signature = first.header("X-Twilio-Signature");
    var validator = new RequestValidator(emulator.authToken());
    var asked = receiver.url("/status");
    assertThat(validator.validate(asked, first.form(), signature)).isFalse();
    var signed = asked.replace("localhost", "wrong.example");
    assertThat(validator.validate(signed, first.form(), signature)).isTrue();
  }

  @Test
  void refusesWithTheCodeThatWasOrdered() {
    order(FaultRule.of(FaultKind.STATUS_BEFORE).status(400, 21610));

    var answer = send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(21610);
    assertThat(taken()).isZero();
  }

  private static void order(FaultRule rule) {
    emulator.faults(1, rule.on("POST", "/Messages.json"));
  }

  private static RawClient.Raw send() {
    return send("/status");
  }

  private static RawClient.Raw send(String path) {
    return client.send(
        "To", ALICE, "From", OURS, "Body", "Hello", "StatusCallback", receiver.url(path));
  }

  private static int taken() {
    return emulator.ledger().count(ALICE, "Hello");
  }
}
