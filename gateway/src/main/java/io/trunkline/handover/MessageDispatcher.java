// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.callbacks.Callbacks;
import io.trunkline.dispatch.Backlog;
import io.trunkline.dispatch.Lane;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Outbox;
import io.trunkline.numbers.Numbers;
import io.trunkline.twilio.OutboundContent;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Hands accepted messages over to Twilio: claimed rows in, answers out. */
final class MessageDispatcher implements Backlog<Handover> {

  private final Outbox outbox;
  private final HandoverOutcomes outcomes;
  private final Numbers numbers;
  private final Callbacks callbacks;
  private final Twilio twilio;

  MessageDispatcher(
      Outbox outbox,
      HandoverOutcomes outcomes,
      Numbers numbers,
      Callbacks callbacks,
      Twilio twilio) {
    this.outbox = outbox;
    this.outcomes = outcomes;
    this.numbers = numbers;
    this.callbacks = callbacks;
    this.twilio = twilio;
  }

  @Override
  public String queue() {
    return "messages";
  }

  @Override
  public String table() {
    return "trunkline.messages";
  }

  @Override
  public String waiting() {
    return "accepted";
  }

  @Override
  public List<Lane> lanes() {
    return numbers.lanes();
  }

  @Override
  public List<Handover> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    return outbox.begin(ids, now, leaseUntil);
  }

  @Override
  public void work(Handover handover) {
    if (!outcomes.hasTimeFor(twilio.longestCall(), handover)) {
      outcomes.giveBackUnsent(handover);
      return;
    }
    outcomes.record(handover, twilio.createMessage(handover.account(), message(handover)));
  }

  private OutboundMessage message(Handover handover) {
    var content = handover.content();
    var expiresAt = handover.expiresAt();
    return new OutboundMessage(
        handover.channel(),
        handover.from(),
        handover.to(),
        content.body(),
        content.media().stream().map(URI::create).toList(),
        content.contentSid() == null
            ? null
            : new OutboundContent(content.contentSid(), content.contentVariables()),
        expiresAt == null ? null : Duration.between(handover.startedAt(), expiresAt),
        callbacks.url("/twilio/messages/" + handover.id() + "/status").orElse(null));
  }
}
