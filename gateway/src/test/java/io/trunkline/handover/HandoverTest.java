// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.messaging.Unsettled;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message when nobody knows whether Twilio has taken it. */
class HandoverTest extends MessagingStage {

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
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.CALLBACK_LOST));

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
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.CALLBACK_LOST));
    var sent = messages.send(text("Ours"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    // From our number to the same recipient, and no message of ours: perhaps ours, rewritten.
    gateway
        .get(Twilio.class)
        .createMessage(
            account, OutboundMessage.text(OUR_NUMBER, PhoneNumber.parse(alice), "Rewritten", null));
    var searches = new AtomicInteger();

    sweepUntil(() -> searches.incrementAndGet() > 20);

    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(textsAt(alice)).containsExactly("Rewritten");
  }

  @Test
  void knowsATextBehindTheSentenceOfATrialAccount() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.CALLBACK_LOST));
    var sent = messages.send(text("Hello"));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    gateway
        .get(Twilio.class)
        .createMessage(
            account,
            OutboundMessage.text(
                OUR_NUMBER,
                PhoneNumber.parse(alice),
                "Sent from your Twilio trial account - Hello",
                null));

    sweepUntil(() -> isHandedOver(sent.id()));

    assertThat(textsAt(alice)).hasSize(1);
  }

  @Test
  void letsNoOldAttemptMoveANewOne() {
    var outbox = gateway.get(Outbox.class);
    var first = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var id = messages.send(text("Twice tried")).id();
          var now = Storage.storable(gateway.get(Clock.class).instant());
          first.add(begin(id, now.plusSeconds(60)));
          assertThat(outbox.record(givenBack(first.getFirst(), now))).isTrue();
          begin(id, now.plusSeconds(60));
        });
    var old = first.getFirst();
    var now = gateway.get(Clock.class).instant();

    assertThat(outbox.record(givenBack(old, now))).isFalse();
    assertThat(outbox.record(Change.Moved.doubted(old, now, "Late"))).isFalse();
    gateway
        .get(HandoverOutcomes.class)
        .record(old, new TwilioAnswer.Refused(TwilioErrors.of(21211)));

    assertThat(statusOf(old.id())).isEqualTo(MessageStatus.DISPATCHING);
  }

  @Test
  void countsAnAbsenceOnceThoughTwoHaveSearched() {
    var outbox = gateway.get(Outbox.class);
    var doubtful = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var id = messages.send(text("Searched twice")).id();
          var now = Storage.storable(gateway.get(Clock.class).instant());
          doubtful.add(begin(id, now));
          var later = now.plusSeconds(60);
          assertThat(outbox.record(Change.Moved.doubted(doubtful.getFirst(), later, "Doubt")))
              .isTrue();
        });
    var later = gateway.get(Clock.class).instant().plusSeconds(60);

    var unsettled = gateway.get(Unsettled.class);
    assertThat(unsettled.settleLater(doubtful.getFirst(), 1, later)).isTrue();
    assertThat(unsettled.settleLater(doubtful.getFirst(), 1, later)).isFalse();
  }

  @Test
  void expiresWhatComesToItsTurnTooLate() {
    var outbox = gateway.get(Outbox.class);
    var sent = new Message[1];
    gateway.inTransaction(
        () -> {
          sent[0] = messages.send(text("Too late").validFor(Duration.ofHours(1)));
          var late = sent[0].createdAt().plus(Duration.ofHours(1));
          expireAt(sent[0].id(), sent[0].createdAt());
          var begun = outbox.begin(List.of(sent[0].id().value()), late, late);
          outbox.record(((Outbox.Begun.Stopped) begun.getFirst()).change());
        });

    assertThat(statusOf(sent[0].id())).isEqualTo(MessageStatus.EXPIRED);
    assertThat(details(sent[0].id())).last().asString().startsWith("Its turn came too late");
    assertThat(textsAt(alice)).isEmpty();
  }

  @Test
  void letsTwilioKeepItForWhatIsLeftOfItsTime() {
    gateway.inTransaction(
        () -> {
          var sent = messages.send(text("Half an hour left").validFor(Duration.ofHours(1)));
          expireAt(sent.id(), sent.createdAt().plus(Duration.ofMinutes(30)));
        });

    await().until(() -> !textsAt(alice).isEmpty());

    assertThat(gateway.emulator.handset(alice).messages().getFirst().terms().validity())
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
  }

  @Test
  void asksLessAndLessOftenWhileTwilioIsNotReached() {
    var handovers = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var id = messages.send(text("Out of reach")).id();
          attempted(id, 11);
          handovers.add(begin(id, gateway.get(Clock.class).instant().plusSeconds(60)));
        });
    var handover = handovers.getFirst();

    gateway
        .get(HandoverOutcomes.class)
        .record(handover, new TwilioAnswer.NotReached("Connection refused"));

    // 50 ms, doubled eleven times, of which up to half is taken off.
    assertThat(dueAt(handover.id())).isAfter(handover.startedAt().plusSeconds(51));
    messages.cancel(account, handover.id());
  }

  private void attempted(MessageId id, int times) {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("UPDATE trunkline.messages SET attempts = :times WHERE id = :id")
        .param("times", times)
        .param("id", id.value())
        .update();
  }

  private Instant dueAt(MessageId id) {
    return gateway
        .get(Storage.class)
        .jdbc()
        .sql("SELECT due_at FROM trunkline.messages WHERE id = :id")
        .param("id", id.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private void expireAt(MessageId id, Instant moment) {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("UPDATE trunkline.messages SET expires_at = :moment WHERE id = :id")
        .param("moment", Storage.parameter(moment))
        .param("id", id.value())
        .update();
  }

  private static Change givenBack(Handover handover, Instant now) {
    return Change.Moved.givenBack(handover, TimelineEntry.Source.HANDOVER, now, "Once more");
  }

  private void sweepUntil(Callable<Boolean> settled) {
    var sweep = gateway.get(UnconfirmedSweep.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              sweep.sweep();
              return settled.call();
            });
  }

  private boolean isHandedOver(MessageId id) {
    return statusOf(id).compareTo(MessageStatus.UNCONFIRMED) > 0;
  }
}
