// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.handover.Decision.Verdict;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageRefusal;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessageUpdate;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.messaging.Unsettled;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the records cannot tell, and what a person can say of it. */
class DecisionsTest extends DoubtStage {

  DecisionsTest() {
    super(
        "trunkline.handover.doubt.informational.person-after=400ms", "trunkline.dispatch.lease=4s");
  }

  @Test
  void leavesToAPersonWhatTheRecordsCannotTell() {
    var doubtful = upToAPerson();

    assertThat(messages.find(account, doubtful).orElseThrow())
        .returns(MessageStatus.UNCONFIRMED, Message::status)
        .extracting(message -> message.hold().undecidedSince())
        .isNotNull();
    assertThat(details(doubtful)).anyMatch(detail -> detail.startsWith("Up to a person: SM"));
  }

  @Test
  void neverSendsAgainByItselfWhatTheRecordsOnceCouldNotTell() {
    var doubtful = upToAPerson();
    var unsettled = gateway.get(Unsettled.class);
    var now = gateway.get(Clock.class).instant();
    // Its candidate has turned out to be another message.
    var sid = gateway.emulator.handset(alice).messages().getFirst().sid();
    var other = messages.send(text("Another").sendAt(now.plusSeconds(3600)));
    messages.apply(new MessageUpdate(account, other.id(), sid, "delivered", null, null));

    sweepUntil(
        () -> {
          unsettled.settleLater(
              unsettled.begun(account, doubtful).orElseThrow(), timesAbsent(doubtful), now);
          return timesAbsent(doubtful) > 2;
        });

    assertThat(statusOf(doubtful)).isEqualTo(MessageStatus.UNCONFIRMED);
  }

  @Test
  void handsOverAgainWhatAPersonSaysWasNotSent() {
    var doubtful = upToAPerson();
    awaitLease(doubtful);

    decide(doubtful, Verdict.NOT_SENT, null);

    await().untilAsserted(() -> assertThat(textsAt(alice)).contains("Ours"));
    assertThat(messages.timeline(account, doubtful))
        .filteredOn(entry -> entry.source() == TimelineEntry.Source.PERSON)
        .extracting(TimelineEntry::status, TimelineEntry::detail)
        .containsExactly(tuple(MessageStatus.ACCEPTED, "Not sent, says key_1: I looked"));
  }

  @Test
  void bindsTheSidThatAPersonNames() {
    var sid = new String[1];
    var doubtful = upToAPerson(sid);
    awaitLease(doubtful);

    assertThat(refusal(doubtful, Verdict.SENT, "SM" + "0".repeat(32)).refusal().code())
        .isEqualTo(DecisionRefusal.UNKNOWN_TWILIO_SID);
    var decided = decide(doubtful, Verdict.SENT, sid[0]);

    assertThat(decided.twilioSid()).isEqualTo(sid[0]);
    assertThat(decided.status().compareTo(MessageStatus.QUEUED)).isNotNegative();
    assertThat(decided.hold().undecidedSince()).isNull();
    assertThat(textsAt(alice)).containsExactly("Rewritten");
    gateway.emulator.faults(1);
    var other = deliver("Another");
    assertThat(refusal(other.id(), Verdict.SENT, sid[0]).refusal().code())
        .isEqualTo(DecisionRefusal.NOTHING_TO_DECIDE);
  }

  @Test
  void keepsWhatTwilioSaysAfterAPersonGaveItUp() {
    var doubtful = upToAPerson();
    awaitLease(doubtful);

    decide(doubtful, Verdict.FAILED, null);
    var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
    messages.apply(new MessageUpdate(account, doubtful, sid, "delivered", null, null));

    assertThat(messages.find(account, doubtful).orElseThrow())
        .returns(MessageStatus.FAILED, Message::status)
        .returns(sid, Message::twilioSid);
    assertThat(messages.timeline(account, doubtful).getLast())
        .returns("delivered", TimelineEntry::twilioStatus);
  }

  /** It may have arrived. */
  @Test
  void countsAsAContactWhatAPersonGivesUpInDoubt() {
    var doubtful = upToAPerson();
    awaitLease(doubtful);
    gateway
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO trunkline.contacts (message_id, account_id, recipient, at, medium)
            SELECT id, account_id, recipient, handover_at, 'text' FROM trunkline.messages
            WHERE id = :message
            """)
        .param("message", doubtful.value())
        .update();

    decide(doubtful, Verdict.FAILED, null);

    assertThat(
            gateway
                .database
                .jdbc()
                .sql("SELECT count(*) FROM trunkline.contacts WHERE message_id = :message")
                .param("message", doubtful.value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void decidesNothingBeforeTheLeaseIsOver() {
    lost(FaultKind.CUT_BEFORE);
    var doubtful = messages.send(text("Early").purpose(Purpose.EMERGENCY)).id();
    awaitStatus(doubtful, MessageStatus.UNCONFIRMED);

    assertThat(refusal(doubtful, Verdict.NOT_SENT, null).refusal().code())
        .isEqualTo(DecisionRefusal.TOO_EARLY_TO_DECIDE);
    assertThat(refusal(new MessageId(UUID.randomUUID()), Verdict.FAILED, null).refusal().code())
        .isEqualTo(MessageRefusal.UNKNOWN_MESSAGE);
  }

  @Test
  void releasesWhatIsHeld() {
    var held =
        messages.send(text("Later").sendAt(gateway.get(Clock.class).instant().plusSeconds(3600)));

    decide(held.id(), Verdict.RELEASE, null);

    awaitStatus(held.id(), MessageStatus.DELIVERED);
    assertThat(refusal(held.id(), Verdict.RELEASE, null).refusal().code())
        .isEqualTo(DecisionRefusal.NOTHING_TO_DECIDE);
  }

  private MessageId upToAPerson() {
    return upToAPerson(new String[1]);
  }

  /** Not taken; but from our number to the same recipient went what is no message of ours. */
  private MessageId upToAPerson(String[] strangerSid) {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Ours").purpose(Purpose.INFORMATIONAL));
    awaitStatus(sent.id(), MessageStatus.UNCONFIRMED);
    strangerSid[0] = writeFromElsewhere("Rewritten");
    sweepUntil(() -> isUndecided(sent.id()));
    return sent.id();
  }

  private void awaitLease(MessageId id) {
    var unsettled = gateway.get(Unsettled.class);
    var leaseUntil = unsettled.begun(account, id).orElseThrow().leaseUntil();
    var clock = gateway.get(Clock.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> clock.instant().isAfter(leaseUntil));
  }

  private Message decide(MessageId id, Verdict verdict, @Nullable String sid) {
    return gateway
        .get(Decisions.class)
        .decide(account, id, new Decision(verdict, sid, "I looked", "key_1"));
  }

  private RefusalException refusal(MessageId id, Verdict verdict, @Nullable String sid) {
    return catchThrowableOfType(RefusalException.class, () -> decide(id, verdict, sid));
  }
}
