// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.conversations.Spoken;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.CallFate;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.SendMessage;
import io.trunkline.numbers.Numbers;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels one after the other, and calls that read a text aloud. */
class ChainsTest extends MessagingStage {

  @Test
  void readsATextAloud() {
    var sent = messages.send(text("Your code is 1 2 3").channels(Channel.VOICE));

    gateway.emulator.handset(alice).expectsCall("Your code is 1 2 3");
    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED).twilioSid()).startsWith("CA");
  }

  @ParameterizedTest
  @CsvSource({"BUSY, UNDELIVERED", "FAILED, FAILED"})
  void knowsACallThatNobodyTook(CallFate fate, MessageStatus status) {
    gateway.emulator.handset(alice).callFate(fate);

    var sent = messages.send(text("Hello?").channels(Channel.VOICE));

    awaitStatus(sent.id(), status);
  }

  @Test
  void neverCallsTwiceOnDoubt() {
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Calls.json").times(1));

    var sent = messages.send(text("Perhaps heard").channels(Channel.VOICE));

    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED)).returns(1, Message::attempts);
    assertThat(gateway.emulator.handset(alice).calls()).hasSize(1);
  }

  @Test
  void movesOnWhenItFailsAndTellsBothStories() {
    gateway.emulator.handset(alice).fate(Fate.undelivered(30006));

    var first = messages.send(chain("By a call, then"));
    var failed = awaitStatus(first.id(), MessageStatus.UNDELIVERED);
    var next = next(failed.id());

    assertThat(awaitStatus(next, MessageStatus.DELIVERED))
        .returns(Channel.VOICE, Message::channel)
        .returns(first.id(), message -> message.chain().continues())
        .returns(OUR_NUMBER, Message::from)
        .returns(first.reference(), Message::reference);
    gateway.emulator.handset(alice).expectsCall("By a call, then");
    assertThat(details(first.id())).anyMatch(line -> line.startsWith("Failed by sms (30006"));
    assertThat(details(next)).anyMatch(line -> line.endsWith("continues " + first.id()));
  }

  @Test
  void goesThroughAllOfItsChannels() {
    var ours = "whatsapp:" + OUR_NUMBER;
    registerAtTheEmulator(ours);
    var numbers = gateway.get(Numbers.class);
    numbers.register(account, ours, null);
    numbers.putPool(account, "every-way", List.of(ours, OUR_NUMBER));
    var phone = gateway.emulator.handset(alice).withoutWhatsApp().fate(Fate.undelivered(30006));
    openWindow(ours);

    var first =
        messages.send(
            text("By any way")
                .channels(Channel.WHATSAPP, Channel.SMS, Channel.VOICE)
                .from("every-way"));
    var second = next(first.id());
    var third = next(second);

    assertThat(first.channel()).isEqualTo(Channel.WHATSAPP);
    awaitStatus(third, MessageStatus.DELIVERED);
    phone.expectsCall("By any way");
    assertThat(messages.find(account, first.id()).orElseThrow().errorCode()).isEqualTo(63003);
    assertThat(messages.find(account, second).orElseThrow())
        .returns(Channel.SMS, Message::channel)
        .returns("every-way", Message::pool)
        .returns(30006, Message::errorCode);
  }

  /** The recipient has written, which the emulator and we both must know. */
  private void openWindow(String ours) {
    gateway.emulator.handset(alice).texts("Hello", ours);
    gateway
        .get(Conversations.class)
        .recordInbound(
            List.of(
                new Spoken(
                    new ConversationKey(account, Channel.WHATSAPP, ours, alice),
                    null,
                    "Hello",
                    gateway.get(Clock.class).instant())));
  }

  private void registerAtTheEmulator(String sender) {
    var request =
        HttpRequest.newBuilder(
                URI.create(gateway.emulator.baseUrl() + "/_emulator/channel-senders"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"sender\": \"" + sender + "\"}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(201);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void movesOnAtOnceWhenTwilioRefusesTheChannel() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.STATUS_BEFORE)
            .on("POST", "/Messages.json")
            .status(400, 21614)
            .times(1));

    var first = messages.send(chain("No mobile phone"));
    awaitStatus(first.id(), MessageStatus.FAILED);

    awaitStatus(next(first.id()), MessageStatus.DELIVERED);
    gateway.emulator.handset(alice).expectsCall("No mobile phone");
  }

  @ParameterizedTest
  @ValueSource(ints = {21211, 21610, 131050})
  void doesNotMoveOnFromWhatNoChannelMayCarry(int code) {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.STATUS_BEFORE)
            .on("POST", "/Messages.json")
            .status(400, code)
            .times(1));

    var first = messages.send(chain("To nobody"));

    assertThat(awaitStatus(first.id(), MessageStatus.FAILED).chain().continuedAs()).isNull();
    assertThat(gateway.emulator.handset(alice).calls()).isEmpty();
  }

  @Test
  void movesOnWhenItDoesNotArriveInTimeAndKeepsBothTruths() {
    gateway.emulator.handset(alice).switchedOff();
    var first = messages.send(chain("Too slow").fallbackAfter(Duration.ofSeconds(1)));

    var next = next(first.id());
    assertThat(statusOf(first.id())).isEqualTo(MessageStatus.SENT);
    awaitStatus(next, MessageStatus.UNDELIVERED);
    gateway.emulator.handset(alice).switchedOn();

    awaitStatus(first.id(), MessageStatus.DELIVERED);
    assertThat(statusOf(next)).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(textsAt(alice)).containsExactly("Too slow");
  }

  @Test
  void doesNotMoveOnFromWhatArrivesInTime() {
    var first = messages.send(chain("Quick").fallbackAfter(Duration.ofSeconds(1)));
    awaitStatus(first.id(), MessageStatus.DELIVERED);

    var chains = gateway.get(Chains.class);
    await()
        .during(Duration.ofSeconds(2))
        .until(
            () -> {
              chains.moveOnFromTheLate(200);
              return messages.find(account, first.id()).orElseThrow().chain().continuedAs() == null;
            });
  }

  @Test
  void doesNotMoveOnWhileTwiliosWordMayLieUnheard() {
    gateway.emulator.handset(alice).switchedOff();
    var first = messages.send(chain("Perhaps there").fallbackAfter(Duration.ofSeconds(1)));
    awaitStatus(first.id(), MessageStatus.SENT);
    // Of a callback that is not there, so nobody can apply it.
    var jdbc = gateway.database.jdbc();
    jdbc.sql(
            """
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT gen_random_uuid(), created_at, 0 FROM trunkline.messages WHERE id = ?
            """)
        .param(first.id().value())
        .update();

    assertStaysForAWhile(first);
    jdbc.sql("DELETE FROM trunkline.callbacks_due").update();
    next(first.id());
  }

  /** A listener of the host's may have thrown when it heard that the message has arrived. */
  @Test
  void doesNotMoveOnWhileTwiliosWordIsToBeAppliedAgain() {
    gateway.emulator.handset(alice).switchedOff();
    var first = messages.send(chain("Perhaps there").fallbackAfter(Duration.ofSeconds(1)));
    awaitStatus(first.id(), MessageStatus.SENT);
    var jdbc = gateway.database.jdbc();
    jdbc.sql(
            """
            WITH told AS (
              INSERT INTO trunkline.callbacks
                (id, account_id, kind, path, parameters, received_at)
              SELECT gen_random_uuid(), ?, 'message_status', ?, '{}', created_at
              FROM trunkline.messages WHERE id = ?
              RETURNING id, received_at)
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT id, received_at + interval '1 hour', 1 FROM told
            """)
        .param(account.value())
        .param("/twilio/messages/" + first.id() + "/status")
        .param(first.id().value())
        .update();

    assertStaysForAWhile(first);
    jdbc.sql("DELETE FROM trunkline.callbacks_due").update();
    next(first.id());
  }

  private void assertStaysForAWhile(Message message) {
    var chains = gateway.get(Chains.class);
    await()
        .during(Duration.ofSeconds(2))
        .until(
            () -> {
              chains.moveOnFromTheLate(200);
              var now = messages.find(account, message.id()).orElseThrow();
              return now.chain().continuedAs() == null;
            });
  }

  @Test
  void neverMovesOnWhileItIsInDoubt() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json"),
        FaultRule.of(FaultKind.CALLBACK_LOST));

    var first = messages.send(chain("Who knows").fallbackAfter(Duration.ofSeconds(1)));
    awaitStatus(first.id(), MessageStatus.UNCONFIRMED);

    var chains = gateway.get(Chains.class);
    await()
        .during(Duration.ofSeconds(2))
        .until(
            () -> {
              chains.moveOnFromTheLate(200);
              return statusOf(first.id()) == MessageStatus.UNCONFIRMED
                  && messages.find(account, first.id()).orElseThrow().chain().continuedAs() == null;
            });
  }

  @Test
  void doesNotMoveOnWhenAPersonGivesUpWhatIsInDoubt() {
    var outbox = gateway.get(Outbox.class);
    var doubtful = new ArrayList<Handover>();
    gateway.inTransaction(
        () -> {
          var id = messages.send(chain("Perhaps they have it")).id();
          var now = Storage.storable(gateway.get(Clock.class).instant());
          doubtful.add(begin(id, now));
          outbox.record(Change.Moved.doubted(doubtful.getFirst(), now.plusSeconds(60), "Doubt"));
        });

    var failed = giveUp(doubtful.getFirst().id());

    assertThat(failed.chain().continuedAs()).isNull();
    assertThat(gateway.emulator.handset(alice).calls()).isEmpty();
  }

  @Test
  void doesNotMoveOnWhenAPersonGivesUpWhatIsHeld() {
    var later = gateway.get(Clock.class).instant().plusSeconds(3600);
    var held = messages.send(chain("Never mind").sendAt(later));

    assertThat(giveUp(held.id()).chain().continuedAs()).isNull();
  }

  private Message giveUp(MessageId id) {
    var decision = new Decision(Decision.Verdict.FAILED, null, "Too late anyway", "key_1");
    var failed = gateway.get(Decisions.class).decide(account, id, decision);
    assertThat(failed.status()).isEqualTo(MessageStatus.FAILED);
    return failed;
  }

  @Test
  void isWorthSendingNoLongerByTheNextChannel() {
    gateway.emulator.handset(alice).fate(Fate.undelivered(30006));

    var first = messages.send(chain("Within the hour").validFor(Duration.ofHours(1)));

    var next = messages.find(account, next(first.id())).orElseThrow();
    assertThat(next.hold().expiresAt()).isNotNull().isEqualTo(first.hold().expiresAt());
  }

  @Test
  void doesNotMoveOnToWhatIsNotWorthSendingAnyMore() {
    gateway.emulator.handset(alice).delay(Duration.ofMinutes(10));
    var patience = Duration.ofSeconds(2);

    var first = messages.send(chain("Too late").validFor(patience).fallbackAfter(patience));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(details(first.id()))
                    .contains("Not delivered in time, and not worth sending any more"));
    assertThat(messages.find(account, first.id()).orElseThrow())
        .returns(MessageStatus.SENT, Message::status)
        .returns(null, message -> message.chain().continuedAs());
  }

  @Test
  void saysWhenTheNextChannelCannotCarryIt() {
    gateway.emulator.handset(alice).fate(Fate.undelivered(30006));

    var first = messages.send(text("Nothing but text").channels(Channel.SMS, Channel.RCS));

    awaitStatus(first.id(), MessageStatus.UNDELIVERED);
    assertThat(details(first.id())).anyMatch(line -> line.contains("cannot be continued"));
  }

  private SendMessage chain(String body) {
    return text(body).channels(Channel.SMS, Channel.VOICE).reference("order 7");
  }

  private MessageId next(MessageId first) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> messages.find(account, first).orElseThrow().chain().continuedAs(),
            next -> next != null);
  }
}
