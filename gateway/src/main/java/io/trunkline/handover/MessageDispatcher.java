// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.dispatch.Backlog;
import io.trunkline.dispatch.Lane;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Outbox;
import io.trunkline.numbers.Numbers;
import io.trunkline.twilio.TwilioAnswer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Hands accepted messages over to Twilio: claimed rows in, answers out. */
final class MessageDispatcher implements Backlog<Outbox.Begun> {

  static final String QUEUE = "messages";

  private final Outbox outbox;
  private final HandoverOutcomes outcomes;
  private final Circuits circuits;
  private final Numbers numbers;
  private final HandoverRequests requests;

  MessageDispatcher(
      Outbox outbox,
      HandoverOutcomes outcomes,
      Circuits circuits,
      Numbers numbers,
      HandoverRequests requests) {
    this.outbox = outbox;
    this.outcomes = outcomes;
    this.circuits = circuits;
    this.numbers = numbers;
    this.requests = requests;
  }

  @Override
  public String queue() {
    return QUEUE;
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
    return numbers.lanesByAccount().entrySet().stream()
        .flatMap(lanes -> circuits.admitted(lanes.getKey(), lanes.getValue()))
        .toList();
  }

  @Override
  public List<Outbox.Begun> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    return outbox.begin(ids, now, leaseUntil);
  }

  @Override
  public void work(Outbox.Begun begun) {
    switch (begun) {
      case Outbox.Begun.Stopped(var change) -> outbox.record(change);
      case Outbox.Begun.Allowed(var handover) -> handOver(handover);
    }
  }

  private void handOver(Handover handover) {
    if (circuits.isOpen(handover.account())) {
      outcomes.giveBackHeld(handover);
    } else {
      requests
          .of(handover)
          .ifPresentOrElse(
              request -> put(handover, request),
              () ->
                  outcomes.fail(
                      handover, "A file of it is not kept any more, or has no public address"));
    }
  }

  private void put(Handover handover, Supplier<TwilioAnswer> request) {
    if (requests.mayBePut(handover)) {
      outcomes.record(handover, request.get());
    } else {
      outcomes.giveBackUnsent(handover);
    }
  }
}
