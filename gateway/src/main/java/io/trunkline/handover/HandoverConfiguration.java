// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.background.Routine;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.conversations.Conversations;
import io.trunkline.dispatch.Brakes;
import io.trunkline.dispatch.DispatchProperties;
import io.trunkline.dispatch.PacedQueue;
import io.trunkline.events.Events;
import io.trunkline.media.Media;
import io.trunkline.messaging.MessageAccepted;
import io.trunkline.messaging.MessageFailed;
import io.trunkline.messaging.Messages;
import io.trunkline.messaging.Missed;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.Unsettled;
import io.trunkline.numbers.Numbers;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.dispatch.DispatchConfiguration",
      "io.trunkline.messaging.MessagingConfiguration",
      "io.trunkline.twilio.TwilioConfiguration"
    })
@EnableConfigurationProperties(HandoverProperties.class)
class HandoverConfiguration {

  @Bean
  Circuits trunklineCircuits(
      Storage storage,
      Events events,
      PlatformTransactionManager transactions,
      Twilio twilio,
      HandoverProperties properties,
      Clock clock) {
    var store = new CircuitStore(storage);
    return new Circuits(
        store,
        new CircuitNews(events, store, new TransactionTemplate(transactions)),
        twilio,
        properties.circuit(),
        clock);
  }

  @Bean
  Routine trunklineProbeCircuits(Circuits circuits, HandoverProperties properties) {
    return new Routine("circuits-probe", properties.circuit().probeEvery(), circuits::probe);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  CircuitController trunklineCircuitController(Circuits circuits) {
    return new CircuitController(circuits);
  }

  @Bean
  Chains trunklineChains(Outbox outbox, Circuits circuits, Callbacks callbacks, Clock clock) {
    return new Chains(outbox, circuits, callbacks, clock);
  }

  @Bean
  ChainListener trunklineChainListener(Chains chains) {
    return new ChainListener(chains);
  }

  @Bean
  Routine trunklineMoveOnFromTheLate(Chains chains) {
    return new Routine(
        "messages-fall-back", Duration.ofSeconds(1), () -> chains.moveOnFromTheLate(200));
  }

  /** A message that fails is continued in the transaction in which it fails. */
  record ChainListener(Chains chains) {

    @EventListener
    void moveOn(MessageFailed event) {
      chains.failed(event);
    }
  }

  @Bean
  HoldBacks trunklineHoldBacks(
      Storage storage, Numbers numbers, HandoverProperties properties, Clock clock) {
    return new HoldBacks(new Brakes(MessageDispatcher.QUEUE, storage), numbers, properties, clock);
  }

  @Bean
  HandoverOutcomes trunklineHandoverOutcomes(
      Outbox outbox,
      Circuits circuits,
      Numbers numbers,
      Conversations conversations,
      HoldBacks holdBacks,
      HandoverProperties properties,
      Clock clock) {
    var others = new OtherSenders(numbers, conversations, clock);
    return new HandoverOutcomes(outbox, circuits, others, holdBacks, properties, clock);
  }

  @Bean
  MessageDispatcher trunklineMessageDispatcher(
      Outbox outbox,
      HandoverOutcomes outcomes,
      Circuits circuits,
      Numbers numbers,
      Callbacks callbacks,
      Media media,
      Twilio twilio,
      DispatchProperties dispatch,
      Clock clock) {
    if (dispatch.lease().compareTo(twilio.longestCall()) <= 0) {
      throw new IllegalStateException(
          "trunkline.dispatch.lease (%s) must be longer than a call to Twilio can take (%s)"
              .formatted(dispatch.lease(), twilio.longestCall()));
    }
    return new MessageDispatcher(
        outbox, outcomes, circuits, numbers, new HandoverRequests(callbacks, media, twilio, clock));
  }

  @Bean
  PacedQueue<Outbox.Begun> trunklineMessageQueue(
      MessageDispatcher dispatcher,
      Storage storage,
      PlatformTransactionManager transactions,
      DispatchProperties properties,
      Clock clock) {
    return new PacedQueue<>(
        dispatcher, storage, new TransactionTemplate(transactions), properties, clock);
  }

  /** An accepted message need not wait for the next look at the queue. */
  record Waker(PacedQueue<Outbox.Begun> queue) {

    @EventListener
    void wake(MessageAccepted event) {
      queue.wake();
    }
  }

  @Bean
  Waker trunklineMessageWaker(PacedQueue<Outbox.Begun> queue) {
    return new Waker(queue);
  }

  @Bean
  UnconfirmedSweep trunklineUnconfirmedSweep(
      Outbox outbox,
      Unsettled unsettled,
      Twilio twilio,
      Callbacks callbacks,
      HandoverProperties properties,
      Clock clock) {
    var conclusions = new Conclusions(outbox, unsettled, properties, clock);
    return new UnconfirmedSweep(unsettled, twilio, conclusions, new Unheard(callbacks, clock));
  }

  @Bean
  Routine trunklineSettleUnconfirmed(UnconfirmedSweep sweep, HandoverProperties properties) {
    return new Routine("messages-settle-unconfirmed", properties.settleEvery(), sweep::sweep);
  }

  @Bean
  RecordsReader trunklineRecordsReader(
      Unsettled unsettled, Twilio twilio, HandoverProperties properties, Clock clock) {
    return new RecordsReader(unsettled, twilio, properties, clock);
  }

  @Bean
  Routine trunklineReadRecords(RecordsReader reader, HandoverProperties properties) {
    return new Routine("messages-read-records", properties.checkEvery(), reader::read);
  }

  @Bean
  InboundReader trunklineInboundReader(Missed missed, Twilio twilio, Clock clock) {
    return new InboundReader(missed, twilio, clock);
  }

  @Bean
  Routine trunklineReadInbound(InboundReader reader, HandoverProperties properties) {
    return new Routine("messages-read-inbound", properties.inboundEvery(), reader::read);
  }

  @Bean
  Decisions trunklineDecisions(
      Messages messages, Outbox outbox, Unsettled unsettled, Twilio twilio, Clock clock) {
    return new Decisions(messages, outbox, unsettled, twilio, clock);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  DecisionController trunklineDecisionController(Decisions decisions) {
    return new DecisionController(decisions);
  }
}
