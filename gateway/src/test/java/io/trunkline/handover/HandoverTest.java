// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.SendMessage;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.messaging.Unsettled;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attempts of which each ends by itself, and how long they are worth it. */
class HandoverTest extends MessagingStage {

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
  void countsWhatIsLeftOfItsTimeFromTheRequest() {
    var handover =
        claimed(text("Half an hour left").validFor(Duration.ofHours(1)), Duration.ofMinutes(30));
    gateway.emulator.clock().advance(Duration.ofSeconds(4));

    gateway.get(MessageDispatcher.class).work(new Outbox.Begun.Allowed(handover));

    await().until(() -> !textsAt(alice).isEmpty());
    assertThat(gateway.emulator.handset(alice).messages().getFirst().terms().validity())
        .isBetween(Duration.ofMinutes(30).minusSeconds(8), Duration.ofMinutes(30).minusSeconds(4));
  }

  /** Whoever has said STOP since is not kept waiting for it. */
  @Test
  void putsNothingThatWasDecidedSecondsAgo() {
    var handover = claimed(text("Late").validFor(Duration.ofHours(1)), Duration.ofMinutes(30));
    gateway.emulator.clock().advance(Duration.ofSeconds(5));

    gateway.get(MessageDispatcher.class).work(new Outbox.Begun.Allowed(handover));

    var sent = awaitStatus(handover.id(), MessageStatus.DELIVERED);
    assertThat(sent.attempts()).isEqualTo(2);
    assertThat(details(sent.id())).contains("Not handed over: this node was too slow");
  }

  @Test
  void putsNothingWhoseTimeEndedSinceItWasClaimed() {
    var handover = claimed(text("Late").validFor(Duration.ofHours(1)), Duration.ofSeconds(2));
    gateway.emulator.clock().advance(Duration.ofSeconds(2));

    gateway.get(MessageDispatcher.class).work(new Outbox.Begun.Allowed(handover));

    awaitStatus(handover.id(), MessageStatus.EXPIRED);
    assertThat(textsAt(alice)).isEmpty();
  }

  /** Claimed for a minute, and worth sending for so long. */
  private Handover claimed(SendMessage request, Duration worth) {
    var handovers = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var sent = messages.send(request);
          expireAt(sent.id(), sent.createdAt().plus(worth));
          handovers.add(begin(sent.id(), gateway.get(Clock.class).instant().plusSeconds(60)));
        });
    return handovers.getFirst();
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
}
