// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Unsettled;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes by its purpose of a message in doubt. */
class DoubtsTest extends DoubtStage {

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
    inDoubt(UnconfirmedSweep.SEARCHES_AT_ONCE);
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.SLOW).on("GET", "/Messages.json").delay(Duration.ofMillis(800)));
    var begun = System.nanoTime();

    gateway.get(UnconfirmedSweep.class).sweep();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void keepsNobodyInDoubtForASearchThatFails() {
    int failing = UnconfirmedSweep.MOST_UNANSWERED - 1;
    var sent = inDoubt(2 * failing);
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json").times(failing));

    gateway.get(UnconfirmedSweep.class).sweep();

    assertThat(sent.stream().filter(id -> timesAbsent(id) == 1)).hasSize(failing);
  }

  @Test
  void asksNoMoreInARoundWhereNobodyAnswers() {
    int most = UnconfirmedSweep.MOST_UNANSWERED + UnconfirmedSweep.SEARCHES_AT_ONCE;
    var sent = inDoubt(most + 10);
    var never = FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json");
    // Whoever asked once more would be answered, and the message be found absent.
    gateway.emulator.faults(1, never.times(most));

    gateway.get(UnconfirmedSweep.class).sweep();

    assertThat(sent).allMatch(id -> timesAbsent(id) == 0);
  }

  @AfterEach
  void settleNoneOfManyElsewhere() {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("DELETE FROM trunkline.messages WHERE recipient LIKE '+14155571%'")
        .update();
  }

  /** So many messages to as many people, of which Twilio has none, all due to be settled. */
  private List<MessageId> inDoubt(int messages) {
    lost(FaultKind.CUT_BEFORE);
    var one = this.messages.send(text("Hello").purpose(Purpose.TRANSACTIONAL)).id();
    awaitStatus(one, MessageStatus.UNCONFIRMED);
    // By requests, so many in a row that failed would open the circuit.
    return gateway
        .get(Storage.class)
        .jdbc()
        .sql(
            """
            INSERT INTO trunkline.messages
            SELECT another.*
            FROM (SELECT messages FROM trunkline.messages WHERE id = :id) AS one (sample),
              generate_series(1, :messages) AS number,
              jsonb_populate_record(one.sample, jsonb_build_object(
                'id', uuidv7(), 'recipient', '+1415557' || (1000 + number), 'settle_at', '1970-01-01Z')) AS another
            RETURNING id
            """)
        .param("id", one.value())
        .param("messages", messages)
        .query((row, number) -> new MessageId(row.getObject(1, UUID.class)))
        .list();
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
  void countsAbsencesOnlyInARow() {
    lost(FaultKind.CUT_BEFORE);
    var sent = messages.send(text("Ours").purpose(Purpose.MARKETING));
    sweepUntil(() -> timesAbsent(sent.id()) == 1);

    writeFromElsewhere("Rewritten");
    sweepUntil(() -> timesAbsent(sent.id()) == 0);

    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.UNCONFIRMED);
  }
}
