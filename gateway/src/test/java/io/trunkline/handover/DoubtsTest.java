// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.handover.Decision.Verdict;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageRefusal;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessageUpdate;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.SendMessage;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.messaging.Unsettled;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes by its purpose of a message in doubt, and what a person can say of it. */
class DoubtsTest extends MessagingStage {

  DoubtsTest() {
    super(
        "trunkline.handover.doubt.otp.worth-for=100ms",
        "trunkline.handover.doubt.marketing.absences=4",
        "trunkline.handover.doubt.informational.person-after=400ms",
        "trunkline.dispatch.lease=4s");
  }

  @Test
  void sendsNoCodeAgainThatNobodyWaitsForAnyMore() {
    lost(FaultKind.CUT_BEFORE);
    var code = messages.send(text("Your code").purpose(Purpose.OTP));

    sweepUntil(() -> statusOf(code.id()) == MessageStatus.EXPIRED);

    assertThat(textsAt(alice)).isEmpty();
    assertThat(details(code.id()))
        .contains("Not in Twilio's records, and not worth sending any more");
  }

  @Test
  void sendsMarketingAgainOnlyAfterManyAbsences() {
    lost(FaultKind.CUT_BEFORE);
    var offer = messages.send(text("An offer").purpose(Purpose.MARKETING));

    sweepUntil(() -> statusOf(offer.id()).compareTo(MessageStatus.UNCONFIRMED) > 0);

    assertThat(details(offer.id()))
        .contains("Not in Twilio's records, 4 times: handed over again")
        .filteredOn("Not in Twilio's records so far"::equals)
        .hasSize(3);
    await().untilAsserted(() -> assertThat(textsAt(alice)).containsExactly("An offer"));
  }

  @Test
  void asksOnceForAllThatIsOpenAboutOneRecipient() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(6),
        FaultRule.of(FaultKind.CALLBACK_LOST),
        // Were each asked about by itself, the second could not be.
        FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json").times(1));
    var sent =
        IntStream.range(0, 6)
            .mapToObj(n -> messages.send(text("Text " + n).purpose(Purpose.TRANSACTIONAL)).id())
            .toList();

    sweepUntil(
        () -> sent.stream().allMatch(id -> statusOf(id).compareTo(MessageStatus.UNCONFIRMED) > 0));

    assertThat(gateway.emulator.ledger().counts())
        .containsEntry(new Ledger.Text(alice, "Text 5"), 1);
    await().untilAsserted(() -> assertThat(textsAt(alice)).hasSize(6).doesNotHaveDuplicates());
  }

  @Test
  void asksAboutTheUrgentFirst() {
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(2));
    var offer = messages.send(text("An offer").purpose(Purpose.MARKETING));
    awaitStatus(offer.id(), MessageStatus.UNCONFIRMED);
    var code = messages.send(text("Your code").purpose(Purpose.OTP));
    awaitStatus(code.id(), MessageStatus.UNCONFIRMED);
    settleAt(offer.id(), Instant.EPOCH);
    settleAt(code.id(), Instant.EPOCH.plusSeconds(1));

    assertThat(gateway.get(Unsettled.class).toSettle(2))
        .extracting(Handover::id)
        .containsExactly(code.id(), offer.id());
  }

  @Test
  void waitsForTheRecordsOfAFewRecipientsAtOnce() {
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(4));
    var sent =
        IntStream.range(0, 4)
            .mapToObj(
                each -> messages.send(SendMessage.to("+1415556200" + each).body("Hello")).id())
            .toList();
    sent.forEach(id -> awaitStatus(id, MessageStatus.UNCONFIRMED));
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.SLOW).on("GET", "/Messages.json").delay(Duration.ofMillis(800)));
    sent.forEach(id -> settleAt(id, Instant.EPOCH));
    var begun = System.nanoTime();

    gateway.get(UnconfirmedSweep.class).sweep();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  /** Older ones in doubt than can be held against the records at once. */
  @Test
  void leavesWhatIsTooMuchForOneRoundToTheNext() {
    lost(FaultKind.CUT_BEFORE);
    var last = messages.send(text("The last of many").purpose(Purpose.MARKETING));
    awaitStatus(last.id(), MessageStatus.UNCONFIRMED);
    var jdbc = gateway.get(Storage.class).jdbc();
    jdbc.sql(
            """
            INSERT INTO trunkline.messages
            SELECT another.*
            FROM (SELECT messages FROM trunkline.messages WHERE id = :id) AS one (sample),
              generate_series(1, 300) AS number,
              jsonb_populate_record(one.sample, jsonb_build_object(
                'id', uuidv7(number * interval '1 s'), 'handover_at', '2026-01-01Z', 'settle_at', '2099-01-01Z')) AS another
            """)
        .param("id", last.id().value())
        .update();
    settleAt(last.id(), Instant.EPOCH);

    gateway.get(UnconfirmedSweep.class).sweep();

    assertThat(gateway.get(Unsettled.class).begun(account, last.id()).orElseThrow().timesAbsent())
        .isZero();
    assertThat(gateway.get(Unsettled.class).toSettle(1)).isEmpty();
    jdbc.sql("DELETE FROM trunkline.messages WHERE settle_at > '2098-01-01Z'").update();
    sweepUntil(() -> statusOf(last.id()).compareTo(MessageStatus.UNCONFIRMED) > 0);
  }

  private void settleAt(MessageId id, Instant at) {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("UPDATE trunkline.messages SET settle_at = :at WHERE id = :id")
        .param("at", Storage.parameter(at))
        .param("id", id.value())
        .update();
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
  void sendsAgainByItselfAfterALongOutageWhatTwilioDoesNotHave() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json"));
    var sent = messages.send(text("After the storm").purpose(Purpose.INFORMATIONAL));
    sweepUntil(() -> isUndecided(sent.id()));
    assertThat(details(sent.id())).contains("Up to a person: Twilio does not answer");

    gateway.emulator.faults(1);
    sweepUntil(() -> statusOf(sent.id()) == MessageStatus.DELIVERED);

    assertThat(textsAt(alice)).containsExactly("After the storm");
    assertThat(isUndecided(sent.id())).isFalse();
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
  void countsAbsencesOnlyInARow() {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Ours").purpose(Purpose.MARKETING));
    sweepUntil(() -> timesAbsent(sent.id()) == 1);

    writeFromElsewhere();
    sweepUntil(() -> timesAbsent(sent.id()) == 0);

    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.UNCONFIRMED);
  }

  private int timesAbsent(MessageId id) {
    return gateway.get(Unsettled.class).begun(account, id).orElseThrow().timesAbsent();
  }

  private boolean isUndecided(MessageId id) {
    return messages.find(account, id).orElseThrow().hold().undecidedSince() != null;
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
    strangerSid[0] = writeFromElsewhere();
    sweepUntil(() -> isUndecided(sent.id()));
    return sent.id();
  }

  /** From our number to the same recipient, by somebody who is not us; its SID. */
  private String writeFromElsewhere() {
    var answer =
        gateway
            .get(Twilio.class)
            .createMessage(
                account,
                OutboundMessage.text(OUR_NUMBER, PhoneNumber.parse(alice), "Rewritten", null));
    return ((TwilioAnswer.Taken) answer).message().sid();
  }

  private void lost(FaultKind fault) {
    gateway.emulator.faults(
        1,
        FaultRule.of(fault).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.CALLBACK_LOST));
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
}
