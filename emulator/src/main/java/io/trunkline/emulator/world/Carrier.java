// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.world;

import io.trunkline.emulator.evidence.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes messages to phones, step by step, and tells of each step. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "messaging/guides/outbound-message-status")
public final class Carrier {
  private static final int UNKNOWN_ERROR = 30008;
  private static final BigDecimal PRICE_PER_SEGMENT = new BigDecimal("-0.00790");
  private static final BigDecimal PRICE_OF_MEDIA = new BigDecimal("-0.02000");

  private final EmulatorClock clock;
  private final Handsets handsets;
  private final Pace pace;
  private final Consumer<EmulatedMessage> witness;

  /** The witness is told after each step; it must be quick. */
  Carrier(EmulatorClock clock, Handsets handsets, Pace pace, Consumer<EmulatedMessage> witness) {
    this.clock = clock;
    this.handsets = handsets;
    this.pace = pace;
    this.witness = witness;
  }

  /** Starts the journey of a queued message. */
  void take(EmulatedMessage message) {
    clock.after(pace.queued(), () -> sending(message));
  }

  /** Ends a queued message that may not be sent. */
  void refuse(EmulatedMessage message, int errorCode) {
    clock.after(pace.queued(), () -> move(message, MessageStatus.FAILED, errorCode));
  }

  private void sending(EmulatedMessage message) {
    move(message, MessageStatus.SENDING, null);
    clock.after(pace.sending(), () -> sent(message));
  }

  private void sent(EmulatedMessage message) {
    var fate = fate(message);
    if (fate.outcome() == Fate.Outcome.FAILED) {
      move(message, MessageStatus.FAILED, codeOf(fate));
      return;
    }
    move(message, MessageStatus.SENT, null);
    clock.after(pace.sent(), () -> arrive(message));
  }

  private void arrive(EmulatedMessage message) {
    var fate = fate(message);
    switch (fate.outcome()) {
      case DELIVERED -> {
        handsets.at(message.to()).keep(message);
        move(message, MessageStatus.DELIVERED, null);
      }
      case NO_RECEIPT -> handsets.at(message.to()).keep(message);
      case UNDELIVERED, FAILED -> move(message, MessageStatus.UNDELIVERED, codeOf(fate));
    }
    clock.after(pace.rating(), () -> message.rate(price(message), clock.now()));
  }

  private void move(EmulatedMessage message, MessageStatus next, @Nullable Integer errorCode) {
    if (message.move(next, errorCode, clock.now())) {
      witness.accept(message);
    }
  }

  private Fate fate(EmulatedMessage message) {
    return handsets.at(message.to()).fate();
  }

  private static int codeOf(Fate fate) {
    var code = fate.errorCode();
    return code == null ? UNKNOWN_ERROR : code;
  }

  private static String price(EmulatedMessage message) {
    var price =
        message.media().isEmpty()
            ? PRICE_PER_SEGMENT.multiply(BigDecimal.valueOf(message.segments()))
            : PRICE_OF_MEDIA;
    return price.setScale(5, RoundingMode.UNNECESSARY).toPlainString();
  }
}
