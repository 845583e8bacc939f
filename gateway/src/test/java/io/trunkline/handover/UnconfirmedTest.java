// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.id.Ids;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a message when nobody knows whether Twilio has taken it. */
class UnconfirmedTest extends DoubtStage {

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STATUS_AFTER", "TIMEOUT_AFTER", "CUT_AFTER", "SLOW"})
  void letsTheCallbackSettleWhatTheAnswerLeftOpen(FaultKind fault) {
    faults(fault, 1);

    var sent = messages.send(text("Perhaps"));

    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED))
        .returns(1, Message::attempts)
        .extracting(Message::twilioSid)
        .isNotNull();
    assertThat(textsAt(alice)).containsExactly("Perhaps");
  }

  @Test
  void findsInTwiliosRecordsWhatNoCallbackSettles() {
    lost(FaultKind.CUT_AFTER);

    var sent = messages.send(text("Lost and found"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    sweepUntil(() -> statusOf(sent.id()) != MessageStatus.UNCONFIRMED);

    assertThat(messages.find(account, sent.id()).orElseThrow())
        .returns(1, Message::attempts)
        .extracting(Message::twilioSid)
        .isNotNull();
    assertThat(textsAt(alice)).containsExactly("Lost and found");
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STATUS_BEFORE", "TIMEOUT_BEFORE", "CUT_BEFORE"})
  void sendsAgainOnlyWhatTwilioDemonstrablyDoesNotHave(FaultKind fault) {
    faults(fault, 1);

    var sent = messages.send(text("Try again"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    sweepUntil(() -> statusOf(sent.id()) == MessageStatus.DELIVERED);

    assertThat(textsAt(alice)).containsExactly("Try again");
    assertThat(details(sent.id()))
        .containsSequence(
            "Not in Twilio's records so far",
            "Not in Twilio's records, 2 times: handed over again");
  }

  private static Stream<Arguments> wordsThatLieUnheard() {
    return Stream.of(
        // Of a callback that is not there, so nobody can apply it.
        arguments("before the search, of whatever message", null, 0),
        arguments("and failed", null, 1),
        arguments("and was given up", "It could not be applied", null));
  }

  @ParameterizedTest
  @MethodSource("wordsThatLieUnheard")
  void sendsNothingAgainWhileTwiliosWordMayLieUnheard(
      String came, @Nullable String parked, @Nullable Integer attempts) {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Perhaps told"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    var told = gateway.get(Ids.class).next();
    var jdbc = gateway.database.jdbc();
    if (!Objects.equals(attempts, 0)) {
      jdbc.sql(
              """
              INSERT INTO trunkline.callbacks
                (id, account_id, kind, path, parameters, received_at, parked_because)
              SELECT ?, ?, 'message_status', ?, '{}', created_at, ?
              FROM trunkline.messages WHERE id = ?
              """)
          .param(told)
          .param(account.value())
          .param("/twilio/messages/" + sent.id() + "/status")
          .param(parked)
          .param(sent.id().value())
          .update();
    }
    if (attempts != null) {
      jdbc.sql(
              """
              INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
              SELECT ?, created_at + ? * interval '1 hour', ? FROM trunkline.messages WHERE id = ?
              """)
          .params(told, attempts, attempts, sent.id().value())
          .update();
    }

    var sweep = gateway.get(UnconfirmedSweep.class);
    await()
        .during(Duration.ofMillis(1500))
        .until(
            () -> {
              sweep.sweep();
              return statusOf(sent.id()) == MessageStatus.UNCONFIRMED
                  && timesAbsent(sent.id()) == 0;
            });
    jdbc.sql("DELETE FROM trunkline.callbacks_due").update();
    jdbc.sql("UPDATE trunkline.callbacks SET parked_because = NULL").update();
    sweepUntil(() -> isHandedOver(sent.id()));
    assertThat(details(sent.id())).contains("Not in Twilio's records, 2 times: handed over again");
  }

  @Test
  void staysUnconfirmedWhileTwilioCannotBeAsked() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json").times(3));

    var sent = messages.send(text("Patience"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    sweepUntil(() -> statusOf(sent.id()) == MessageStatus.DELIVERED);

    assertThat(textsAt(alice)).containsExactly("Patience");
    assertThat(messages.find(account, sent.id()).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void tellsTwinsApart() {
    faults(FaultKind.CUT_AFTER, 1);
    var first = messages.send(text("Same"));
    awaitStatus(first.id(), MessageStatus.DELIVERED);

    var second = messages.send(text("Same"));
    awaitStatus(second.id(), MessageStatus.DELIVERED);

    assertThat(textsAt(alice)).containsExactly("Same", "Same");
    assertThat(messages.find(account, first.id()).orElseThrow().twilioSid())
        .isNotEqualTo(messages.find(account, second.id()).orElseThrow().twilioSid());
  }

  @Test
  void sendsEachOfManyTwinsOnceThoughNoneWasAnsweredAndNoCallbackCame() {
    gateway.emulator.faults(
        5,
        FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Messages.json").probability(0.5).times(6),
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(6),
        FaultRule.of(FaultKind.CALLBACK_LOST));

    var sent = Stream.generate(() -> messages.send(text("Twin")).id()).limit(12).toList();
    sweepUntil(() -> sent.stream().allMatch(this::isHandedOver));

    assertThat(textsAt(alice)).hasSize(12);
  }

  @Test
  void settlesWhatADeadWorkerLeftBehind() {
    var left = new Message[1];
    gateway.inTransaction(
        () -> {
          left[0] = messages.send(text("Orphan"));
          // Claimed by a worker that dies before it calls Twilio; its lease ends at once.
          var now = Storage.storable(gateway.get(Clock.class).instant());
          begin(left[0].id(), now);
        });

    sweepUntil(() -> statusOf(left[0].id()) == MessageStatus.DELIVERED);

    assertThat(textsAt(alice)).containsExactly("Orphan");
    assertThat(details(left[0].id()))
        .contains("Its worker is gone; nobody knows whether it was handed over");
  }

  @Test
  void settlesWhatAWorkerHandedOverBeforeItDied() {
    gateway.emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_LOST));
    var claimed = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var id = messages.send(text("Last words")).id();
          var now = Storage.storable(gateway.get(Clock.class).instant());
          claimed.add(begin(id, now));
        });
    var handover = claimed.getFirst();
    // Twilio takes it, and the worker dies before it can write that down.
    gateway
        .get(Twilio.class)
        .createMessage(
            account,
            OutboundMessage.text(handover.from(), handover.to(), handover.content().body(), null));

    sweepUntil(() -> isHandedOver(handover.id()));

    assertThat(textsAt(alice)).containsExactly("Last words");
    assertThat(messages.find(account, handover.id()).orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void neverSendsAgainWhatTwilioMayHaveRewritten() {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Ours"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    // From our number to the same recipient, and no message of ours: perhaps ours, rewritten.
    writeFromElsewhere("Rewritten");
    var searches = new AtomicInteger();

    sweepUntil(() -> searches.incrementAndGet() > 20);

    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(textsAt(alice)).containsExactly("Rewritten");
  }

  @Test
  void knowsATextBehindTheSentenceOfATrialAccount() {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Hello"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    writeFromElsewhere("Sent from your Twilio trial account - Hello");

    sweepUntil(() -> isHandedOver(sent.id()));

    assertThat(textsAt(alice)).hasSize(1);
  }
}
