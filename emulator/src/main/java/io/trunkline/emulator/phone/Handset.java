// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.message.EmulatedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A phone. Every number has one; it is there as soon as somebody looks. */
public final class Handset {
  private final String number;
  private final Handsets.Signals signals;
  // Small at first: there may be a hundred thousand phones with one message each.
  private final List<EmulatedMessage> messages = new ArrayList<>(1);
  private List<Runnable> waiting = List.of();
  private Profile profile = Profile.USUAL;

  Handset(String number, Handsets.Signals signals) {
    this.number = number;
    this.signals = signals;
  }

  public String number() {
    return number;
  }

  public synchronized Profile profile() {
    return profile;
  }

  /** Makes it another kind of phone. What waited for it to be switched on happens if it is. */
  public void change(UnaryOperator<Profile> change) {
    List<Runnable> released = List.of();
    synchronized (this) {
      profile = change.apply(profile);
      if (profile.switchedOn()) {
        released = waiting;
        waiting = List.of();
      }
    }
    signals.changes().tell(this);
    released.forEach(Runnable::run);
  }

  /** Does it as soon as the phone is switched on; false, and nothing will happen, if it is. */
  public synchronized boolean awaitsSwitchOn(Runnable arrival) {
    if (profile.switchedOn()) {
      return false;
    }
    if (waiting.isEmpty()) {
      waiting = new ArrayList<>(1);
    }
    waiting.add(arrival);
    return true;
  }

  /** What becomes of messages on their way here. */
  public Fate fate() {
    return profile().fate();
  }

  /** Decides what becomes of messages that are on their way here from now on. */
  public void fate(Fate fate) {
    change(profile -> profile.withFate(fate));
  }

  /** What the phone holds, in the order it came and went: received and sent. */
  public synchronized List<EmulatedMessage> messages() {
    return new ArrayList<>(messages);
  }

  public void keep(EmulatedMessage message) {
    synchronized (this) {
      messages.add(message);
    }
    signals.arrivals().tell(new Arrival(number, message));
  }

  /** A message that a phone holds from now on. */
  public record Arrival(String number, EmulatedMessage message) {}
}
