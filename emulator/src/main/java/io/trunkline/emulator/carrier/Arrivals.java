// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.phone.Handsets;
import io.trunkline.emulator.phone.LineType;
import java.time.Duration;

/** A message on the carrier's road: what becomes of it depends on the phone it goes to. */
@Seen(
    what =
        "The carrier's receipt decides between delivered and undelivered; without one it is sent.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/guides/outbound-message-status")
public final class Arrivals {
  private static final int ACCOUNT_SUSPENDED = 30002;
  private static final int UNREACHABLE = 30003;
  private static final int UNKNOWN_NUMBER = 30005;
  private static final int LANDLINE = 30006;
  private static final int UNKNOWN_ERROR = 30008;
  private static final int NO_RCS = 63036;

  private final Progress progress;
  private final Pace pace;
  private final Handsets handsets;
  private final WhatsApp whatsApp;
  private final long seed;

  /** The seed decides delays that are not fixed. */
  public Arrivals(Progress progress, Pace pace, Handsets handsets, WhatsApp whatsApp, long seed) {
    this.progress = progress;
    this.pace = pace;
    this.handsets = handsets;
    this.whatsApp = whatsApp;
    this.seed = seed;
  }

  /** Hands the message to the carrier. */
  void begin(EmulatedMessage message) {
    if (!message.account().isActive()) {
      progress.fail(message, ACCOUNT_SUSPENDED);
    } else if (progress.move(message, MessageStatus.SENDING)) {
      progress.after(pace.sending(), () -> leave(message));
    }
  }

  /** The person keeps what they sent themselves. */
  void keep(EmulatedMessage inbound) {
    whatsApp.hear(inbound);
    handsets.at(Channel.number(inbound.from())).keep(inbound);
    rate(inbound);
  }

  private void leave(EmulatedMessage message) {
    var handset = handset(message);
    var fate = fate(message, handset);
    if (fate.outcome() == Fate.Outcome.FAILED) {
      progress.fail(message, codeOf(fate));
      return;
    }
    progress.move(message, MessageStatus.SENT);
    var delay = handset.profile().delay().pick(seed + message.sequence());
    progress.after(pace.sent().plus(delay), () -> arrive(message));
  }

  private void arrive(EmulatedMessage message) {
    var handset = handset(message);
    if (handset.awaitsSwitchOn(() -> progress.after(Duration.ZERO, () -> arrive(message)))) {
      progress.at(message.expires(), () -> end(message, Fate.undelivered(UNREACHABLE)));
    } else {
      end(message, fate(message, handset));
    }
  }

  private void end(EmulatedMessage message, Fate fate) {
    // A phone comes back before the message expires, or after; without a receipt no status tells.
    if (!message.settle()) {
      return;
    }
    switch (fate.outcome()) {
      case DELIVERED -> {
        // Kept first: who sees it delivered finds it on the phone.
        handset(message).keep(message);
        progress.move(message, MessageStatus.DELIVERED);
        if (handset(message).profile().reads()) {
          progress.after(pace.sent(), () -> read(message));
        }
      }
      case NO_RECEIPT -> handset(message).keep(message);
      case UNDELIVERED, FAILED -> progress.giveUp(message, codeOf(fate));
    }
    rate(message);
  }

  private void rate(EmulatedMessage message) {
    progress.after(pace.rating(), () -> progress.rate(message, Tariff.of(message)));
  }

  private Handset handset(EmulatedMessage message) {
    return handsets.at(Channel.number(message.to()));
  }

  /** Whether the phone it goes to gets RCS. */
  boolean canRcs(EmulatedMessage message) {
    return handset(message).profile().onRcs();
  }

  /** WhatsApp and RCS say that the person has seen it; SMS has no such word. */
  void read(EmulatedMessage message) {
    if (message.channel() != Channel.SMS) {
      progress.move(message, MessageStatus.READ);
    }
  }

  private Fate fate(EmulatedMessage message, Handset handset) {
    var profile = handset.profile();
    if (message.channel() == Channel.WHATSAPP) {
      var obstacle = whatsApp.obstacle(message, profile, progress.now());
      return obstacle.isPresent() ? Fate.failed(obstacle.getAsInt()) : profile.fate();
    }
    if (message.channel() == Channel.RCS && !(profile.onRcs() && profile.inService())) {
      return Fate.failed(NO_RCS);
    }
    if (!profile.inService()) {
      return Fate.undelivered(UNKNOWN_NUMBER);
    }
    return profile.line() == LineType.LANDLINE ? Fate.undelivered(LANDLINE) : profile.fate();
  }

  private static int codeOf(Fate fate) {
    var code = fate.errorCode();
    return code == null ? UNKNOWN_ERROR : code;
  }
}
