// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.consent.Consents;
import io.trunkline.dispatch.DispatchProperties;
import io.trunkline.dispatch.PacedQueue;
import io.trunkline.id.Ids;
import io.trunkline.messaging.HandoverStore.Handover;
import io.trunkline.numbers.Numbers;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.callbacks.CallbacksConfiguration",
      "io.trunkline.consent.ConsentConfiguration",
      "io.trunkline.dispatch.DispatchConfiguration",
      "io.trunkline.numbers.NumbersConfiguration",
      "io.trunkline.twilio.TwilioConfiguration"
    })
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingConfiguration {

  @Bean
  MessageProgress trunklineMessageProgress(
      Storage storage, Ids ids, Consents consents, ApplicationEventPublisher events, Clock clock) {
    return new MessageProgress(
        new MessageStore(storage), new TimelineStore(storage, ids), consents, events, clock);
  }

  @Bean
  Messages trunklineMessages(
      Storage storage,
      Accounts accounts,
      Numbers numbers,
      Consents consents,
      MessageProgress progress,
      Ids ids) {
    var store = new MessageStore(storage);
    return new Messages(
        accounts.configured().id(),
        new Acceptance(numbers, consents, store, new IdempotencyStore(storage), progress, ids),
        new Inbox(store, progress, consents, ids),
        progress,
        store,
        new TimelineStore(storage, ids));
  }

  @Bean
  HandoverOutcomes trunklineHandoverOutcomes(
      Storage storage,
      MessageProgress progress,
      PlatformTransactionManager transactions,
      MessagingProperties properties,
      Clock clock) {
    return new HandoverOutcomes(
        new HandoverStore(storage),
        progress,
        new TransactionTemplate(transactions),
        properties,
        clock);
  }

  @Bean
  MessageDispatcher trunklineMessageDispatcher(
      Storage storage,
      HandoverOutcomes outcomes,
      Consents consents,
      Numbers numbers,
      Callbacks callbacks,
      Twilio twilio,
      DispatchProperties dispatch) {
    if (dispatch.lease().compareTo(twilio.longestCall()) <= 0) {
      throw new IllegalStateException(
          "trunkline.dispatch.lease (%s) must be longer than a call to Twilio can take (%s)"
              .formatted(dispatch.lease(), twilio.longestCall()));
    }
    return new MessageDispatcher(
        new HandoverStore(storage), outcomes, consents, numbers, callbacks, twilio);
  }

  @Bean
  PacedQueue<Handover> trunklineMessageQueue(
      MessageDispatcher dispatcher,
      Storage storage,
      PlatformTransactionManager transactions,
      DispatchProperties properties,
      Clock clock) {
    return new PacedQueue<>(
        dispatcher, storage, new TransactionTemplate(transactions), properties, clock);
  }

  /** An accepted message need not wait for the next look at the queue. */
  record Waker(PacedQueue<Handover> queue) {

    @EventListener
    void wake(MessageAccepted event) {
      queue.wake();
    }
  }

  @Bean
  Waker trunklineMessageWaker(PacedQueue<Handover> queue) {
    return new Waker(queue);
  }

  @Bean
  UnconfirmedSweep trunklineUnconfirmedSweep(
      Storage storage,
      MessageProgress progress,
      Twilio twilio,
      PlatformTransactionManager transactions,
      MessagingProperties properties,
      Clock clock) {
    return new UnconfirmedSweep(
        new HandoverStore(storage),
        new MessageStore(storage),
        progress,
        twilio,
        new TransactionTemplate(transactions),
        new UnconfirmedSweep.Settings(properties, clock));
  }

  @Bean
  Routine trunklineSettleUnconfirmed(UnconfirmedSweep sweep, MessagingProperties properties) {
    return new Routine("messages-settle-unconfirmed", properties.settleEvery(), sweep::sweep);
  }

  @Bean
  Routine trunklineForgetIdempotencyKeys(Storage storage, Clock clock) {
    var keys = new IdempotencyStore(storage);
    return new Routine(
        "messages-forget-idempotency-keys",
        Duration.ofHours(1),
        () -> keys.deleteExpired(clock.instant()));
  }

  @Bean
  MessageStatusCallback trunklineMessageStatusCallback(Messages messages) {
    return new MessageStatusCallback(messages);
  }

  @Bean
  InboundMessageCallback trunklineInboundMessageCallback(Messages messages) {
    return new InboundMessageCallback(messages);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  MessageController trunklineMessageController(Messages messages, Numbers numbers) {
    return new MessageController(messages, numbers);
  }
}
