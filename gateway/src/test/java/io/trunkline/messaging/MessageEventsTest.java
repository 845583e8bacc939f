// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.events.Event;
import io.trunkline.events.EventSchemas;
import io.trunkline.events.TestEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What subscribers are told of messages. */
class MessageEventsTest extends MessagingStage {

  /** Whatever happened in a test, in the form that was promised. */
  @AfterEach
  void keepsToTheSchemas() {
    var all =
        gateway
            .database
            .jdbc()
            .sql("SELECT DISTINCT subject FROM trunkline.events WHERE account_id = :account")
            .param("account", account.value())
            .query(String.class)
            .list();
    assertThat(all).isNotEmpty();
    assertThat(all.stream().flatMap(this::errors)).isEmpty();
  }

  @Test
  void tellEachStepOfATextAsTheApiShowsIt() {
    var message = deliver("Your table is ready");
    // A callback may be faster than the answer to us.
    assertThat(of(message.id()))
        .extracting(Event::type)
        .startsWith("message.accepted")
        .endsWith("message.sent", "message.delivered")
        .isSubsetOf(
            "message.accepted",
            "message.queued",
            "message.sending",
            "message.sent",
            "message.delivered")
        .doesNotHaveDuplicates();

    var accepted = data(of(message.id()).getFirst());
    assertThat(accepted.at("/message/body").stringValue()).isEqualTo("Your table is ready");
    assertThat(accepted.at("/message/status").stringValue()).isEqualTo("accepted");
    assertThat(accepted.has("change")).isFalse();
    var delivered = data(of(message.id()).getLast());
    assertThat(delivered.get("message"))
        .isEqualTo(JsonMapper.shared().valueToTree(MessageView.of(message, List.of())));
    assertThat(delivered.at("/change/status_before").stringValue()).isEqualTo("sent");
    assertThat(delivered.at("/change/twilio_status").stringValue()).isEqualTo("delivered");
    assertThat(delivered.at("/change/source").stringValue()).isEqualTo("callback");
  }

  @Test
  void tellWhatComesInBeforeWhatItSays() {
    gateway.emulator.handset(alice).texts("Hello?", TestGateway.OUR_NUMBER);
    await().until(() -> !inbound().isEmpty());

    var received = TestEvents.of(gateway.database, account, inbound().getFirst());
    assertThat(received).extracting(Event::type).containsExactly("message.received");
    assertThat(data(received.getFirst()).at("/message/from").stringValue()).isEqualTo(alice);
  }

  @Test
  void tellHowAHeldMessageIsChangedAndLetGo() {
    var later = gateway.get(Clock.class).instant().plus(Duration.ofHours(2));
    var held = messages.send(text("Hello").sendAt(later));

    messages.edit(account, held.id(), EditMessage.NOTHING.body("Hi"));
    messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(Instant.EPOCH));
    awaitStatus(held.id(), MessageStatus.DELIVERED);

    var events = of(held.id());
    assertThat(events)
        .extracting(Event::type)
        .startsWith("message.accepted", "message.edited", "message.edited", "message.released")
        .endsWith("message.delivered");
    assertThat(data(events.getFirst()).at("/message/status").stringValue()).isEqualTo("held");
    assertThat(data(events.get(1)).at("/message/body").stringValue()).isEqualTo("Hi");
    assertThat(data(events.get(1)).at("/message/held_until").stringValue())
        .isEqualTo(String.valueOf(held.hold().until()));
    assertThat(data(events.get(3)).at("/message").has("held_until")).isFalse();
  }

  @Test
  void tellThatAMessageWasCalledBack() {
    var held =
        messages.send(text("Hello").sendAt(gateway.get(Clock.class).instant().plusSeconds(60)));

    messages.cancel(account, held.id());
    messages.cancel(account, held.id());

    awaitTypes(held.id(), "message.accepted", "message.canceled");
  }

  @Test
  void tellThatNobodyKnowsAndThatItIsKnownAgain() {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Messages.json").times(1),
        // Else they may be faster than our noticing that the connection was cut.
        FaultRule.of(FaultKind.CALLBACK_DELAYED).delay(Duration.ofSeconds(2)));

    var message = deliver("Hello");

    assertThat(of(message.id()))
        .extracting(Event::type)
        // What it has cost may be read by then, too.
        .filteredOn(type -> !type.equals("message.priced"))
        .startsWith("message.accepted", "message.unconfirmed")
        .endsWith("message.delivered");
  }

  /** Whoever waits for the one alone would never hear of it. */
  @Test
  void tellThatAMessageWasDeliveredBeforeThatItWasRead() {
    var host = new HostEars(gateway);
    var message = sentOnly();

    messages.apply(update(message, "read"));
    messages.apply(update(message, "delivered"));

    assertThat(of(message.id()))
        .extracting(Event::type)
        .endsWith("message.sent", "message.delivered", "message.read")
        .doesNotHaveDuplicates();
    var delivered = data(of(message.id()).reversed().get(1));
    assertThat(delivered.at("/message/status").stringValue()).isEqualTo("delivered");
    assertThat(delivered.at("/change/status_before").stringValue()).isEqualTo("sent");
    assertThat(delivered.at("/change/twilio_status").stringValue()).isEqualTo("read");
    assertThat(host.delivered()).containsOnlyOnce(message.id());
  }

  @Test
  void tellTheHostThatAMessageWasDeliveredThoughItHasBeenReadByThen() {
    var host = new HostEars(gateway);
    var message = sentOnly();

    messages.applyAll(List.of(update(message, "delivered"), update(message, "read")));

    assertThat(host.delivered()).containsOnlyOnce(message.id());
    assertThat(of(message.id()))
        .extracting(Event::type)
        .endsWith("message.sent", "message.delivered", "message.read")
        .doesNotHaveDuplicates();
  }

  @Test
  void tellNothingOfACallbackThatChangesNothing() {
    var message = deliver("Hello");
    int before = of(message.id()).size();

    messages.apply(update(message, "sent"));

    assertThat(of(message.id())).hasSize(before);
  }

  /** Its receipt is on the way for long. */
  private Message sentOnly() {
    gateway.emulator.handset(alice).delay(Duration.ofMinutes(10));
    return awaitStatus(messages.send(text("Hello")).id(), MessageStatus.SENT);
  }

  private MessageUpdate update(Message message, String word) {
    return new MessageUpdate(
        account, message.id(), String.valueOf(message.twilioSid()), word, null, null);
  }

  private Stream<String> errors(String subject) {
    return TestEvents.of(gateway.database, account, subject).stream()
        .flatMap(event -> EventSchemas.errors(event).stream());
  }

  private List<String> inbound() {
    return messages.list(new MessageQuery(account, null, alice, null, null, 10)).stream()
        .map(message -> message.id().toString())
        .toList();
  }

  private List<Event> of(MessageId id) {
    return TestEvents.of(gateway.database, account, id.toString());
  }

  private void awaitTypes(MessageId id, String... types) {
    await().untilAsserted(() -> assertThat(of(id)).extracting(Event::type).containsExactly(types));
  }

  private static JsonNode data(Event event) {
    return JsonMapper.shared().readTree(event.data());
  }
}
