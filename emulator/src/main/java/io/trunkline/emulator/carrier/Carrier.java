// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.message.Messages;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.phone.Handsets;
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
  private final Messages messages;
  private final Handsets handsets;
  private final Ledger ledger;
  private final Pace pace;
  private final Consumer<EmulatedMessage> witness;

  /** The witness is told after each step of each message; it must be quick. */
  public Carrier(
      EmulatorClock clock,
      Messages messages,
      Handsets handsets,
      Ledger ledger,
      Pace pace,
      Consumer<EmulatedMessage> witness) {
    this.clock = clock;
    this.messages = messages;
    this.handsets = handsets;
    this.ledger = ledger;
    this.pace = pace;
    this.witness = witness;
  }

  /** Takes a message and sends it on its way. */
  public EmulatedMessage send(MessageDraft draft) {
    var message = messages.add(draft);
    if (draft.direction() == Direction.OUTBOUND_API) {
      ledger.enter(message, draft);
    }
    clock.after(pace.queued(), () -> sending(message));
    return message;
  }

  /** Takes a message that fails at once with the code, as replies to a blocked pair do. */
  public EmulatedMessage refuse(MessageDraft draft, int errorCode) {
    var message = messages.add(draft);
    clock.after(pace.queued(), () -> move(message, MessageStatus.FAILED, errorCode));
    return message;
  }

  /** Records a message that a phone sent to one of our numbers. */
  public EmulatedMessage receive(MessageDraft draft) {
    var message = messages.add(draft);
    handsets.at(draft.from()).keep(message);
    return message;
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
