// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.events.Events;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is held when it is the account, or Twilio, and not the message. */
class CircuitsTest extends MessagingStage {

  private static final TwilioAnswer LOST = new TwilioAnswer.Unknown("No answer in time");

  private final Circuits circuits = gateway.get(Circuits.class);

  /** Another node on the same database. */
  private final Circuits elsewhere =
      node(
          new CircuitProperties(
              20,
              Duration.ofMinutes(1),
              Duration.ofHours(1),
              Duration.ofHours(1),
              Duration.ofSeconds(1)));

  CircuitsTest() {
    super(
        "trunkline.handover.circuit.probe-first=1ms",
        "trunkline.handover.circuit.probe-longest=1ms");
  }

  @AfterEach
  void closeWhatIsOpen() {
    gateway.emulator.faults(1);
    elsewhere.close(account);
    circuits.close(account);
  }

  @Test
  void holdsAnAccountAtTheFirstRefusalAndBurnsNothing() {
    accountIsRefused(20003);

    var first = messages.send(text("One"));
    await().until(() -> circuits.isOpen(account));
    var second = messages.send(text("Two"));

    await().until(() -> elsewhere.isOpen(account));
    assertThat(circuits.of(account))
        .returns(20003, Circuit::errorCode)
        .returns(CircuitState.OPEN, Circuit::state);
    assertThat(messages.find(account, second.id()).orElseThrow())
        .returns(MessageStatus.ACCEPTED, Message::status)
        .returns(0, Message::attempts);
    assertThat(statusOf(first.id())).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(retriesCounted()).isZero();

    gateway.emulator.faults(1);

    awaitStatus(first.id(), MessageStatus.DELIVERED);
    awaitStatus(second.id(), MessageStatus.DELIVERED);
    assertThat(circuits.of(account)).isEqualTo(Circuit.closed(account));
    await().until(() -> elsewhere.of(account).equals(Circuit.closed(account)));
    assertThat(textsAt(alice)).containsExactlyInAnyOrder("One", "Two");
  }

  @Test
  void opensWhenTooManyGoUnansweredInARow() {
    hear(LOST, 19);
    assertThat(elsewhere.isOpen(account)).isFalse();

    hear(new TwilioAnswer.NotReached("Connection refused"), 1);

    assertThat(elsewhere.of(account))
        .returns(CircuitState.OPEN, Circuit::state)
        .returns("Connection refused", Circuit::why);
    await().until(() -> circuits.isOpen(account));
  }

  @Test
  void countsAnAnswerOnceHoweverOftenItHasToBeWrittenDown() {
    hear(LOST, 18);

    elsewhere.count(account, LOST);
    Stream.generate(() -> LOST).limit(30).forEach(again -> elsewhere.heard(account, again));

    assertThat(elsewhere.isOpen(account)).isFalse();
  }

  @Test
  void startsToCountAnewAfterOneGoodAnswer() {
    hear(LOST, 19);
    hear(new TwilioAnswer.Refused(TwilioErrors.of(21211)), 1);
    hear(LOST, 19);

    assertThat(elsewhere.isOpen(account)).isFalse();
  }

  @Test
  void neverOpensForWhatIsWrongWithMessages() {
    for (int code : new int[] {21211, 21610, 21611, 30007, 63016}) {
      hear(new TwilioAnswer.Refused(TwilioErrors.of(code)), 30);
    }
    hear(new TwilioAnswer.Throttled(null), 30);

    assertThat(elsewhere.isOpen(account)).isFalse();
  }

  @Test
  void triesOneASecondOnceTwilioAnswersAndClosesWithTheFirstTaken() {
    var prompt =
        node(
            new CircuitProperties(
                2,
                Duration.ofMinutes(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofSeconds(1)));
    var lane = new Lane(UUID.randomUUID(), List.of());
    prompt.heard(account, new TwilioAnswer.Refused(TwilioErrors.of(20005)));
    assertThat(prompt.admitted(account, List.of(lane))).isEmpty();

    await()
        .until(
            () -> {
              prompt.probe();
              return prompt.of(account).state() == CircuitState.HALF_OPEN;
            });
    assertThat(prompt.admitted(account, List.of(lane)))
        .containsExactly(new Lane(lane.id(), List.of(new Limit(account.value(), 1))));

    prompt.heard(account, LOST);
    assertThat(prompt.of(account)).returns("No answer in time", Circuit::why);
    await()
        .until(
            () -> {
              prompt.probe();
              return prompt.of(account).state() == CircuitState.HALF_OPEN;
            });
    prompt.heard(account, new TwilioAnswer.Refused(TwilioErrors.of(21211)));
    assertThat(prompt.admitted(account, List.of(lane))).containsExactly(lane);
  }

  @Test
  void opensWhenACallbackTellsThatTheAccountWasSuspended() {
    gateway.emulator.handset(alice).fate(Fate.failed(30002));

    var sent = messages.send(text("Taken, and then not sent"));

    awaitStatus(sent.id(), MessageStatus.FAILED);
    await().until(() -> elsewhere.of(account).state() != CircuitState.CLOSED);
    assertThat(elsewhere.of(account).errorCode()).isEqualTo(30002);
  }

  @Test
  void isOpenWhereCredentialsAreMissing() {
    var nobody = new AccountId(UUID.randomUUID());

    assertThat(circuits.of(nobody)).returns(CircuitState.OPEN, Circuit::state);
    assertThat(circuits.of(nobody).why()).contains("No credentials");
  }

  private void accountIsRefused(int code) {
    var refusal = FaultRule.of(FaultKind.STATUS_BEFORE).status(401, code);
    gateway.emulator.faults(
        1, refusal.on("POST", "/Messages.json"), refusal.on("GET", "/Messages.json"));
  }

  private void hear(TwilioAnswer answer, int times) {
    for (int n = 0; n < times; n++) {
      elsewhere.count(account, answer);
      elsewhere.heard(account, answer);
    }
  }

  private Circuits node(CircuitProperties properties) {
    var store = new CircuitStore(gateway.get(Storage.class));
    var transactions = new TransactionTemplate(gateway.get(PlatformTransactionManager.class));
    return new Circuits(
        store,
        new CircuitNews(gateway.get(Events.class), store, transactions),
        gateway.get(Twilio.class),
        properties,
        gateway.get(Clock.class));
  }

  private int retriesCounted() {
    return gateway
        .get(Storage.class)
        .jdbc()
        .sql("SELECT coalesce(sum(retries), 0) FROM trunkline.messages")
        .query(Integer.class)
        .single();
  }
}
