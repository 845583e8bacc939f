// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.law.Purpose;
import io.trunkline.numbers.Numbers;
import io.trunkline.problem.RefusalException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The road of a message, with a real database, a real emulator and real HTTP between them. */
class MessagingTest extends MessagingStage {

  @Test
  void deliversATextAndTellsItsWholeStory() {
    var sent =
        messages.send(
            SendMessage.to(alice)
                .body("Your table is ready")
                .purpose(Purpose.TRANSACTIONAL)
                .reference("table 7")
                .metadata(Map.of("waiter", "Bob")));

    assertThat(sent.status()).isEqualTo(MessageStatus.ACCEPTED);
    var delivered = awaitStatus(sent.id(), MessageStatus.DELIVERED);
    assertThat(textsAt(alice)).containsExactly("Your table is ready");
    assertThat(delivered)
        .returns("table 7", Message::reference)
        .returns(Map.of("waiter", "Bob"), Message::metadata)
        .returns(OUR_NUMBER, Message::from)
        .returns(1, Message::attempts);
    assertThat(delivered.twilioSid()).startsWith("SM");
    assertThat(statuses(sent.id()))
        .startsWith(MessageStatus.ACCEPTED)
        .endsWith(MessageStatus.DELIVERED)
        .isSortedAccordingTo(Enum::compareTo);
  }

  @Test
  void reportsWhyATextDidNotArrive() {
    gateway.emulator.handset(alice).fate(Fate.undelivered(30003));

    var sent = messages.send(text("Hello"));

    assertThat(awaitStatus(sent.id(), MessageStatus.UNDELIVERED).errorCode()).isEqualTo(30003);
  }

  @Test
  void failsWhatTwilioRefuses() {
    // Known to us, but not a number of this Twilio account.
    gateway.get(Numbers.class).register(account, "+14155550199", 100.0);

    var sent = messages.send(text("Hello").from("+14155550199"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED))
        .returns(21606, Message::errorCode)
        .returns(null, Message::twilioSid);
  }

  @Test
  void takesARepeatedRequestForTheSameMessage() {
    var first = messages.send(text("Once").idempotencyKey("key-" + alice));
    var second = messages.send(text("Once").idempotencyKey("key-" + alice));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(refusalOf(text("Twice").idempotencyKey("key-" + alice)).refusal().code())
        .isEqualTo(MessageRefusal.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void acceptsOneOfManyRequestsWithTheSameKey() throws Exception {
    var request = text("Once").idempotencyKey("race-" + alice);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<MessageId> send = () -> messages.send(request).id();
      var ids =
          threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> send).toList()).stream()
              .map(answer -> answer.resultNow())
              .distinct()
              .toList();

      assertThat(ids).hasSize(1);
      awaitStatus(ids.getFirst(), MessageStatus.DELIVERED);
    }
    assertThat(textsAt(alice)).containsExactly("Once");
  }

  @Test
  void forgetsAKeyAfterADay() {
    var keys = new IdempotencyStore(gateway.database.storage());
    var key = new IdempotencyStore.Key(account, "daily-" + alice);
    var first = messages.send(text("Daily").idempotencyKey(key.key()));
    var tomorrow = first.createdAt().plus(Duration.ofDays(1));

    assertThat(keys.find(List.of(key), tomorrow.minusSeconds(1)))
        .hasEntrySatisfying(key, kept -> assertThat(kept.message()).isEqualTo(first.id()));
    assertThat(keys.find(List.of(key), tomorrow)).isEmpty();
  }

  @Test
  void sendsNothingOfATransactionThatIsRolledBack() {
    try {
      gateway.inTransaction(
          () -> {
            messages.send(text("Never"));
            throw new IllegalStateException("The host changed its mind");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("The host changed its mind");
    }
    deliver("After all");

    assertThat(textsAt(alice)).containsExactly("After all");
  }

  @Test
  void leavesTheHostsTransactionAloneWhenItRefuses() {
    var accepted = new Message[1];

    gateway.inTransaction(
        () -> {
          assertThat(refusalOf(text("")).refusal().code()).isEqualTo(MessageRefusal.EMPTY_BODY);
          accepted[0] = messages.send(text("Something"));
        });

    awaitStatus(accepted[0].id(), MessageStatus.DELIVERED);
  }

  @Test
  void waitsWhenTwilioIsBusy() {
    faults(FaultKind.THROTTLE, 2);

    var sent = messages.send(text("Patience"));

    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED).attempts()).isEqualTo(3);
    assertThat(textsAt(alice)).containsExactly("Patience");
  }

  @Test
  void endsTheSameHoweverTheCallbacksCome() {
    gateway.emulator.faults(
        7,
        FaultRule.of(FaultKind.CALLBACK_DUPLICATED).probability(0.5),
        FaultRule.of(FaultKind.CALLBACK_REORDERED).probability(0.5).delay(Duration.ofMillis(50)));

    var sent = IntStream.range(0, 20).mapToObj(i -> messages.send(text("Text " + i)).id()).toList();

    for (var id : sent) {
      awaitStatus(id, MessageStatus.DELIVERED);
      assertThat(statuses(id)).isSortedAccordingTo(Enum::compareTo);
    }
    assertThat(textsAt(alice)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void trustsNoCallbackWithAWrongSignature() {
    gateway.emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_WRONG_SIGNATURE));

    var sent = messages.send(text("Unsigned"));
    await().until(() -> textsAt(alice).size() == 1);
    await()
        .until(
            () ->
                gateway.emulator.callbacks().stream()
                        .filter(callback -> callback.url().contains(sent.id().toString()))
                        .count()
                    >= 3);

    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.QUEUED);
  }

  @Test
  void letsNoAccountSpeakOfTheMessagesOfAnother() {
    var sent = deliver("Ours");
    var others = new AccountId(UUID.randomUUID());

    assertThat(
            catchThrowableOfType(
                    RefusalException.class,
                    () ->
                        messages.apply(
                            new MessageUpdate(others, sent.id(), "SM0", "read", null, null)))
                .refusal()
                .code())
        .isEqualTo(MessageRefusal.UNKNOWN_MESSAGE);
    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void recordsWhatSomebodyTextsUs() {
    gateway.emulator.handset(alice).texts("Is my table ready?", OUR_NUMBER);

    await().until(() -> messages.list(query(10)).size() == 1);
    assertThat(messages.list(query(10)).getFirst())
        .returns(Direction.INBOUND, Message::direction)
        .returns(MessageStatus.RECEIVED, Message::status)
        .returns(OUR_NUMBER, Message::to)
        .returns("Is my table ready?", Message::body);
    assertThat(textsAt(alice)).isEmpty();
  }

  @Test
  void listsPageByPageNewestFirst() {
    var sent = Stream.generate(() -> messages.send(text("Page")).id()).limit(5).toList();
    var query = new MessageQuery(account, alice, null, null, null, 2);
    var newest = messages.list(query);
    var older =
        messages.list(new MessageQuery(account, alice, null, null, newest.getLast().id(), 200));

    assertThat(newest).extracting(Message::id).containsExactly(sent.get(4), sent.get(3));
    assertThat(older)
        .extracting(Message::id)
        .containsExactly(sent.get(2), sent.get(1), sent.get(0));
  }

  private MessageQuery query(int limit) {
    return new MessageQuery(account, null, alice, null, null, limit);
  }
}
