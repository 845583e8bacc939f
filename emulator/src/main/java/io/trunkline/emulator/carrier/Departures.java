// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.optout.OptOuts;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.MessagingServices;
import java.util.Optional;

/**
 * A message before it leaves: it waits for its time, gets its sender from its Messaging Service,
 * and waits for its turn in that sender's queue.
 */
@Seen(
    what = "A message through a service has no sender until the service has chosen one.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/services")
public final class Departures {
  private static final int NO_SENDER = 21703;
  private static final int NO_SERVICE = 21701;
  private static final int OPTED_OUT = 21610;
  private static final int QUEUE_OVERFLOW = 30001;
  private static final int EXPIRED = 30036;

  private final Progress progress;
  private final Pace pace;
  private final SenderQueues queues;
  private final MessagingServices services;
  private final OptOuts optOuts;
  private final Arrivals arrivals;

  public Departures(
      Progress progress,
      Pace pace,
      SenderQueues queues,
      MessagingServices services,
      OptOuts optOuts,
      Arrivals arrivals) {
    this.progress = progress;
    this.pace = pace;
    this.queues = queues;
    this.services = services;
    this.optOuts = optOuts;
    this.arrivals = arrivals;
  }

  /** Sets a message that was just made on its way. */
  void begin(EmulatedMessage message) {
    var sendAt = message.terms().sendAt();
    if (sendAt != null) {
      progress.at(sendAt, () -> enter(message));
    } else if (message.from().isEmpty()) {
      progress.after(pace.queued(), () -> enter(message));
    } else {
      waitForTurn(message);
    }
  }

  /** Its time has come, or its service takes it up. */
  private void enter(EmulatedMessage message) {
    if (message.status() == MessageStatus.CANCELED || !hasSender(message)) {
      return;
    }
    if (optOuts.isBlocked(message.from(), message.to())) {
      progress.fail(message, OPTED_OUT);
    } else if (queues.isFull(message.from())) {
      progress.fail(message, QUEUE_OVERFLOW);
    } else if (progress.move(message, MessageStatus.QUEUED)) {
      waitForTurn(message);
    }
  }

  private boolean hasSender(EmulatedMessage message) {
    var serviceSid = message.terms().serviceSid();
    if (serviceSid == null || !message.from().isEmpty()) {
      return true;
    }
    var account = message.account();
    var service = services.find(account, serviceSid);
    if (service.isEmpty()) {
      progress.fail(message, NO_SERVICE);
      return false;
    }
    var sender = choose(service.get(), message);
    sender.ifPresentOrElse(message::chooseSender, () -> progress.fail(message, NO_SENDER));
    return sender.isPresent();
  }

  @Seen(
      what = "Where RCS does not get, a service falls back to FallbackFrom or to its pool.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  private Optional<String> choose(MessagingService service, EmulatedMessage message) {
    boolean rcs = arrivals.canRcs(message);
    var fallback = message.terms().fallbackFrom();
    return rcs || fallback == null
        ? services.choose(service, message.to(), message.isMms(), rcs)
        : Optional.of(fallback);
  }

  private void waitForTurn(EmulatedMessage message) {
    var latest = message.expires();
    var soonest = progress.now().plus(pace.queued());
    var turn = queues.turn(message.from(), message.segments(), latest);
    if (turn.isAfter(latest)) {
      progress.at(latest, () -> progress.fail(message, EXPIRED));
    } else {
      progress.at(turn.isAfter(soonest) ? turn : soonest, () -> arrivals.begin(message));
    }
  }
}
