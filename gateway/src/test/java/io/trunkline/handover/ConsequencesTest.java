// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.ConsentEvent;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.conversations.Spoken;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.HeldBecause;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.numbers.Numbers;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with a message that Twilio refuses, by what the refusal means. */
class ConsequencesTest extends MessagingStage {

  private static final String OTHER_NUMBER = "+14155550101";

  ConsequencesTest() {
    super("trunkline.handover.retry-attempts=3", "trunkline.handover.retry-longest=200ms");
  }

  @BeforeEach
  void haveAPool() {
    var numbers = gateway.get(Numbers.class);
    numbers.register(account, OTHER_NUMBER, 1000.0);
    numbers.putPool(account, "pair", List.of(OUR_NUMBER, OTHER_NUMBER));
  }

  @ParameterizedTest
  @ValueSource(ints = {21606, 21611})
  void triesAnotherSenderOfThePoolAtOnce(int code) {
    refuses(code, 1);

    var sent = messages.send(text("From either").from("pair"));
    var delivered = awaitStatus(sent.id(), MessageStatus.DELIVERED);

    assertThat(delivered.from()).isNotEqualTo(sent.from()).isIn(OUR_NUMBER, OTHER_NUMBER);
    assertThat(delivered).returns(2, Message::attempts).returns(null, Message::errorCode);
    assertThat(gateway.emulator.handset(alice).messages().getLast().from())
        .isEqualTo(delivered.from());
    assertThat(textsAt(alice)).containsExactly("From either");
  }

  @Test
  void triesFirstTheOtherSenderOfThePoolThatTheRecipientHasWrittenTo() {
    var nearby = "whatsapp:+14155550110";
    var earlier = "whatsapp:+442079460100";
    var latest = "whatsapp:+442079460101";
    var shops = List.of(nearby, earlier, latest);
    var numbers = gateway.get(Numbers.class);
    shops.forEach(shop -> numbers.register(account, shop, null));
    numbers.putPool(account, "shops", shops);
    hears(earlier, Duration.ofHours(20));
    hears(latest, Duration.ofHours(1));
    refuses(21606, 3);

    var sent = messages.send(text("Cake").channels(Channel.WHATSAPP).from("shops"));

    assertThat(sent.from()).isEqualTo(latest);
    // The last of the three, though it would be the first to be chosen of those not tried.
    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED))
        .returns(3, Message::attempts)
        .returns(nearby, Message::from);
  }

  @Test
  void failsWhenItsPoolHasNoOtherSenderLeft() {
    refuses(21606, 2);

    var sent = messages.send(text("From nobody").from("pair"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED))
        .returns(2, Message::attempts)
        .returns(21606, Message::errorCode);
  }

  @Test
  void triesNoOtherSenderThanTheOneThatWasAskedFor() {
    refuses(21606, 1);

    var sent = messages.send(text("From one").from(OTHER_NUMBER));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED)).returns(1, Message::attempts);
  }

  @ParameterizedTest
  @ValueSource(ints = {21611, 21730})
  void triesAgainLaterWhatPasses(int code) {
    refuses(code, 2);

    var sent = messages.send(text("Later"));

    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED))
        .returns(3, Message::attempts)
        .returns(OUR_NUMBER, Message::from)
        .returns(null, Message::errorCode);
  }

  @Test
  void givesUpAfterAsManyAttemptsAsConfigured() {
    refuses(21730, 10);

    var sent = messages.send(text("Never"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED))
        .returns(3, Message::attempts)
        .returns(21730, Message::errorCode);
  }

  @Test
  void expiresWhenTwilioAsksToWaitLongerThanItIsWorthSending() {
    gateway.emulator.faults(1, FaultRule.of(FaultKind.THROTTLE).on("POST", "/Messages.json"));

    var sent =
        messages.send(
            text("Now or never")
                .channels(Channel.SMS, Channel.VOICE)
                .validFor(Duration.ofSeconds(1)));

    assertThat(awaitStatus(sent.id(), MessageStatus.EXPIRED))
        .returns(1, Message::attempts)
        .returns(20429, Message::errorCode)
        .returns(null, message -> message.chain().continuedAs());
  }

  @Test
  void parksWhatAPersonMustLookAt() {
    refuses(30007, 1);

    var sent = messages.send(text("Suspicious"));

    assertThat(awaitStatus(sent.id(), MessageStatus.HELD))
        .returns(30007, Message::errorCode)
        .returns(HeldBecause.PARKED, message -> message.hold().because())
        .returns(null, message -> message.hold().until());
  }

  @ParameterizedTest
  @ValueSource(ints = {21211, 21614})
  void failsAtOnceWhatThisChannelWillNeverCarry(int code) {
    refuses(code, 1);

    var sent = messages.send(text("Not this way"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED))
        .returns(1, Message::attempts)
        .returns(code, Message::errorCode);
    assertThat(consentOf(alice)).isEmpty();
  }

  @Test
  void failsAtOnceWhatMetaSaysTheRecipientHasStopped() {
    refuses(131050, 1);

    var sent = messages.send(text("Not this way"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED)).returns(1, Message::attempts);
    assertThat(consentOf(alice)).containsExactly(ConsentEvent.Kind.REVOKED);
  }

  @Test
  void triesTheNextDayWhatIsOneTooManyForToday() {
    refuses(131049, 1);

    var sent = messages.send(text("An offer"));
    await()
        .until(
            () ->
                statuses(sent.id()).getLast() == MessageStatus.ACCEPTED
                    && messages.find(account, sent.id()).orElseThrow().attempts() == 1);

    assertThat(dueAt(sent.id()))
        .isCloseTo(
            gateway.get(Clock.class).instant().plus(Duration.ofDays(1)),
            within(1, ChronoUnit.MINUTES));
    messages.cancel(account, sent.id());
  }

  private void refuses(int code, int times) {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.STATUS_BEFORE)
            .on("POST", "/Messages.json")
            .status(400, code)
            .times(times));
  }

  /** Alice has written to one of our senders on WhatsApp. */
  private void hears(String sender, Duration ago) {
    gateway
        .get(Conversations.class)
        .recordInbound(
            List.of(
                new Spoken(
                    new ConversationKey(account, Channel.WHATSAPP, sender, alice),
                    null,
                    "Hello",
                    gateway.get(Clock.class).instant().minus(ago))));
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
}
