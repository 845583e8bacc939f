// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.consent.ConsentEvent;
import io.trunkline.consent.Consents;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One gateway for all tests of a class, and for each test a handset that nobody else has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class MessagingStage {

  private static final AtomicInteger LAST_NUMBER = new AtomicInteger(1000);

  public final TestGateway gateway;
  public final Messages messages;
  public final AccountId account;

  /** The handset of the present test. */
  public String alice = "";

  public MessagingStage(String... properties) {
    gateway = new TestGateway(properties);
    messages = gateway.get(Messages.class);
    account = gateway.get(Accounts.class).configured().id();
  }

  @BeforeEach
  void giveAliceANewNumber() {
    alice = "+1415555" + LAST_NUMBER.incrementAndGet();
  }

  @AfterEach
  void letNothingGoWrongAnyMore() {
    gateway.emulator.faults(1);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  public final SendMessage text(String body) {
    return SendMessage.to(alice).body(body);
  }

  public final Message deliver(String body) {
    return awaitStatus(messages.send(text(body)).id(), MessageStatus.DELIVERED);
  }

  public final void faults(FaultKind kind, int times) {
    gateway.emulator.faults(
        1,
        FaultRule.of(kind).on("POST", "/Messages.json").times(times).delay(Duration.ofSeconds(2)));
  }

  public final Message awaitStatus(MessageId id, MessageStatus status) {
    await("status " + status).atMost(Duration.ofSeconds(15)).until(() -> statusOf(id) == status);
    return messages.find(account, id).orElseThrow();
  }

  /** Takes it out of the queue; in the transaction that sends it, so that nobody is faster. */
  public final Handover begin(MessageId id, Instant leaseUntil) {
    var now = Storage.storable(gateway.get(Clock.class).instant());
    var begun = gateway.get(Outbox.class).begin(List.of(id.value()), now, leaseUntil);
    return ((Outbox.Begun.Allowed) begun.getFirst()).handover();
  }

  public final MessageStatus statusOf(MessageId id) {
    return messages.find(account, id).orElseThrow().status();
  }

  /** The sentences of its timeline. */
  public final List<String> details(MessageId id) {
    return messages.timeline(account, id).stream().map(TimelineEntry::detail).toList();
  }

  public final List<MessageStatus> statuses(MessageId id) {
    return messages.timeline(account, id).stream()
        .map(TimelineEntry::status)
        .filter(Objects::nonNull)
        .toList();
  }

  public final RefusalException refusalOf(SendMessage request) {
    return catchThrowableOfType(RefusalException.class, () -> messages.send(request));
  }

  public final List<ConsentEvent.Kind> consentOf(String number) {
    return gateway.get(Consents.class).history(account, PhoneNumber.parse(number)).stream()
        .map(ConsentEvent::kind)
        .toList();
  }

  /** What has arrived there, oldest first. */
  public final List<String> textsAt(String number) {
    return gateway.emulator.handset(number).messages().stream()
        .filter(message -> message.to().equals(number))
        .map(EmulatedMessage::said)
        .toList();
  }
}
