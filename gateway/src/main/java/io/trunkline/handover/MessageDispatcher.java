// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.callbacks.Callbacks;
import io.trunkline.dispatch.Backlog;
import io.trunkline.dispatch.Lane;
import io.trunkline.media.Media;
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
  private final Media media;
  private final Twilio twilio;

  MessageDispatcher(
      Outbox outbox,
      HandoverOutcomes outcomes,
      Numbers numbers,
      Callbacks callbacks,
      Media media,
      Twilio twilio) {
    this.outbox = outbox;
    this.outcomes = outcomes;
    this.numbers = numbers;
    this.callbacks = callbacks;
    this.media = media;
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
    var asked = handover.content().media().stream().map(URI::create).toList();
    var addresses = media.addresses(handover.account(), asked);
    if (!addresses.keySet().containsAll(asked)) {
      outcomes.fail(handover, "A file of it is not kept any more, or has no public address");
      return;
    }
    outcomes.record(
        handover,
        twilio.createMessage(
            handover.account(), message(handover, asked.stream().map(addresses::get).toList())));
  }

  private OutboundMessage message(Handover handover, List<URI> files) {
    var content = handover.content();
    var expiresAt = handover.expiresAt();
    return new OutboundMessage(
        handover.channel(),
        handover.from(),
        handover.to(),
        content.body(),
        files,
        content.contentSid() == null
            ? null
            : new OutboundContent(content.contentSid(), content.contentVariables()),
        expiresAt == null ? null : Duration.between(handover.startedAt(), expiresAt),
        callbacks.url("/twilio/messages/" + handover.id() + "/status").orElse(null));
  }
}
