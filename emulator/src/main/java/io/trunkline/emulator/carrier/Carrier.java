// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.message.Messages;

/** Takes messages from Twilio to phones and back, step by step. */
public final class Carrier {
  private final Messages messages;
  private final Ledger ledger;
  private final Progress progress;
  private final Departures departures;
  private final Arrivals arrivals;
  private final Pace pace;

  public Carrier(
      Messages messages,
      Ledger ledger,
      Progress progress,
      Departures departures,
      Arrivals arrivals,
      Pace pace) {
    this.messages = messages;
    this.ledger = ledger;
    this.progress = progress;
    this.departures = departures;
    this.arrivals = arrivals;
    this.pace = pace;
  }

  /** Takes a message and sends it on its way, at its time. */
  public EmulatedMessage send(MessageDraft draft) {
    var message = messages.add(draft);
    if (draft.direction() == Direction.OUTBOUND_API) {
      ledger.enter(message);
    }
    departures.begin(message);
    return message;
  }

  /** Takes a message that fails at once with the code, as replies to a blocked pair do. */
  public EmulatedMessage refuse(MessageDraft draft, int errorCode) {
    var message = messages.add(draft);
    progress.after(pace.queued(), () -> progress.fail(message, errorCode));
    return message;
  }

  /** Calls off a message that waits for its time; false if it does not. */
  public boolean cancel(EmulatedMessage message) {
    return progress.move(message, MessageStatus.CANCELED);
  }

  /** The person reads a message that was delivered, which only some channels tell. */
  public void read(EmulatedMessage message) {
    arrivals.read(message);
  }

  /** Records a message that a phone sent to one of our numbers. */
  public EmulatedMessage receive(MessageDraft draft) {
    var message = messages.add(draft);
    arrivals.keep(message);
    return message;
  }

  /** Leaves a message that a phone sent to the phone alone: Twilio threw it away. */
  public EmulatedMessage drop(MessageDraft draft) {
    var message = messages.pretend(draft);
    arrivals.keep(message);
    return message;
  }
}
