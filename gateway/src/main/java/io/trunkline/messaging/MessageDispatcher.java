// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callbacks;
import io.trunkline.consent.ConsentDecision;
import io.trunkline.consent.ConsentQuestion;
import io.trunkline.consent.Consents;
import io.trunkline.dispatch.Backlog;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.messaging.HandoverStore.Handover;
import io.trunkline.numbers.Numbers;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Hands accepted messages over to Twilio: claimed rows in, answers out. */
final class MessageDispatcher implements Backlog<Handover> {

  private final HandoverStore handovers;
  private final HandoverOutcomes outcomes;
  private final Consents consents;
  private final Numbers numbers;
  private final Callbacks callbacks;
  private final Twilio twilio;

  MessageDispatcher(
      HandoverStore handovers,
      HandoverOutcomes outcomes,
      Consents consents,
      Numbers numbers,
      Callbacks callbacks,
      Twilio twilio) {
    this.handovers = handovers;
    this.outcomes = outcomes;
    this.consents = consents;
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
    return numbers.all().stream()
        .map(sender -> lane(sender.id().value(), sender.pacePerSecond()))
        .toList();
  }

  private static Lane lane(UUID sender, double pacePerSecond) {
    return new Lane(sender, List.of(new Limit(sender, pacePerSecond)));
  }

  /** Late is when consent counts: whoever has opted out since is refused here. */
  @Override
  public List<Handover> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    var begun = handovers.begin(ids, now, leaseUntil);
    var decisions =
        consents.decide(begun.stream().map(MessageDispatcher::question).distinct().toList());
    var allowed = new ArrayList<Handover>();
    for (var handover : begun) {
      switch (decisions.get(question(handover))) {
        case ConsentDecision.Send() -> allowed.add(handover);
        case ConsentDecision.Block(var because) -> outcomes.optedOut(handover, because);
        case null -> throw new IllegalStateException("No decision for " + handover);
      }
    }
    return allowed;
  }

  @Override
  public void work(Handover handover) {
    if (!outcomes.hasTimeFor(twilio.longestCall(), handover)) {
      outcomes.giveBackUnsent(handover);
      return;
    }
    var callback = callbacks.url("/twilio/messages/" + handover.id() + "/status").orElse(null);
    var text = OutboundMessage.text(handover.from(), handover.to(), handover.body(), callback);
    outcomes.record(handover, twilio.createMessage(handover.account(), text));
  }

  static ConsentQuestion question(Handover handover) {
    return new ConsentQuestion(handover.account(), handover.to().e164(), handover.from());
  }
}
