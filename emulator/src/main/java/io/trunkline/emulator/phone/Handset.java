// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.message.EmulatedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A phone. Every number has one; it is there as soon as somebody looks. */
public final class Handset {
  private final String number;
  private final Handsets.Signals signals;
  private final ConcurrentLinkedQueue<EmulatedMessage> messages = new ConcurrentLinkedQueue<>();
  private volatile Fate fate = Fate.DELIVERED;

  Handset(String number, Handsets.Signals signals) {
    this.number = number;
    this.signals = signals;
  }

  public String number() {
    return number;
  }

  public Fate fate() {
    return fate;
  }

  /** Decides what becomes of messages that are on their way here from now on. */
  public void fate(Fate fate) {
    this.fate = fate;
    signals.changes().tell(this);
  }

  /** A message that a phone holds from now on. */
  public record Arrival(String number, EmulatedMessage message) {}

  /** What the phone holds, in the order it came and went: received and sent. */
  public List<EmulatedMessage> messages() {
    return new ArrayList<>(messages);
  }

  public void keep(EmulatedMessage message) {
    messages.add(message);
    signals.arrivals().tell(new Arrival(number, message));
  }
}
