// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.Consents;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageAccepted;
import io.trunkline.messaging.MessageFailed;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Outbox;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

/** A host's listener that throws holds up no message but the one that it throws at. */
class ThrowingListenersTest extends MessagingStage {

  private static final class Throwing implements ApplicationListener<ApplicationEvent> {

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
      var isAtFault =
          switch (event instanceof PayloadApplicationEvent<?> payload ? payload.getPayload() : "") {
            case MessageFailed(var message, _) -> isPoison(message);
            case MessageAccepted(var message) ->
                isPoison(message) && message.channel() == Channel.VOICE;
            default -> false;
          };
      if (isAtFault) {
        throw new IllegalStateException("The host does not like it");
      }
    }

    private static boolean isPoison(Message message) {
      return "poison".equals(message.reference());
    }
  }

  private final ApplicationListener<?> listener = new Throwing();

  /** What expires is looked at when a test says so. */
  ThrowingListenersTest() {
    super("trunkline.messaging.release-every=1h");
  }

  @BeforeEach
  void listen() {
    gateway.get(ApplicationEventMulticaster.class).addApplicationListener(listener);
  }

  @AfterEach
  void listenNoMore() {
    gateway.get(ApplicationEventMulticaster.class).removeApplicationListener(listener);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void expiresTheOthersHoweverManyAreReadAtATime(int some) {
    var ids = new ArrayList<MessageId>();
    gateway.inTransaction(
        () -> {
          var later = gateway.get(Clock.class).instant().plus(Duration.ofHours(1));
          ids.add(messages.send(text("One").sendAt(later).reference("poison")).id());
          ids.add(messages.send(text("Two").sendAt(later)).id());
          expire(ids);
        });

    var outbox = gateway.get(Outbox.class);
    outbox.expire(some);

    assertThat(statusOf(ids.getLast())).isEqualTo(MessageStatus.EXPIRED);
    assertThat(statusOf(ids.getFirst())).isEqualTo(MessageStatus.HELD);
    listenNoMore();
    outbox.expire(some);
    assertThat(statusOf(ids.getFirst())).isEqualTo(MessageStatus.EXPIRED);
  }

  @Test
  void refusesTheOthersOfItsLane() {
    var ids = new ArrayList<MessageId>();
    gateway.inTransaction(
        () -> {
          ids.add(messages.send(text("One").reference("poison")).id());
          ids.add(messages.send(text("Two")).id());
          gateway
              .get(Consents.class)
              .twilioRefused(
                  account,
                  new PhoneNumber(alice),
                  messageFrom(ids.getFirst()),
                  21610,
                  null,
                  gateway.get(Clock.class).instant());
        });

    awaitStatus(ids.getLast(), MessageStatus.REFUSED);
    assertThat(statusOf(ids.getFirst())).isNotEqualTo(MessageStatus.REFUSED);
    assertThat(textsAt(alice)).isEmpty();
  }

  @Test
  void movesOnFromTheOthersThatAreLate() {
    gateway.emulator.handset(alice).delay(Duration.ofMinutes(10));
    var late =
        text("Late").channels(Channel.SMS, Channel.VOICE).fallbackAfter(Duration.ofSeconds(1));

    var poison = messages.send(late.reference("poison"));
    awaitStatus(poison.id(), MessageStatus.SENT);
    var other = messages.send(late);

    await().atMost(Duration.ofSeconds(15)).until(() -> continuedAs(other.id()) != null);
    assertThat(continuedAs(poison.id())).isNull();
  }

  @Test
  void movesOnFromTheOthersIfAllThatAreReadAtATimeThrow() {
    gateway.emulator.handset(alice).delay(Duration.ofMinutes(10));
    var late = text("Late").channels(Channel.SMS, Channel.VOICE);
    var poison = messages.send(late.reference("poison").fallbackAfter(Duration.ofSeconds(1))).id();
    var other = messages.send(late.fallbackAfter(Duration.ofHours(1))).id();
    awaitStatus(poison, MessageStatus.SENT);
    awaitStatus(other, MessageStatus.SENT);
    await()
        .until(
            () ->
                gateway
                    .get(Outbox.class)
                    .toFallBack(gateway.get(Clock.class).instant(), Set.of(), 1)
                    .contains(poison));
    letBeLate(other);

    gateway.get(Chains.class).moveOnFromTheLate(1);

    assertThat(continuedAs(other)).isNotNull();
    assertThat(continuedAs(poison)).isNull();
  }

  private @Nullable MessageId continuedAs(MessageId id) {
    return messages.find(account, id).orElseThrow().chain().continuedAs();
  }

  private String messageFrom(MessageId id) {
    return messages.find(account, id).orElseThrow().from();
  }

  private void letBeLate(MessageId id) {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("UPDATE trunkline.messages SET fallback_at = :now WHERE id = :id")
        .param("now", Storage.parameter(gateway.get(Clock.class).instant()))
        .param("id", id.value())
        .update();
  }

  private void expire(List<MessageId> ids) {
    gateway
        .get(Storage.class)
        .jdbc()
        .sql("UPDATE trunkline.messages SET expires_at = created_at WHERE id = ANY (:ids)")
        .param("ids", ids.stream().map(MessageId::value).toArray(UUID[]::new))
        .update();
  }
}
