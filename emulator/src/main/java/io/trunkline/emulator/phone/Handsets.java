// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.signal.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All phones that somebody has texted, looked at or given a fate. */
public final class Handsets {
  private final Map<String, Handset> byNumber = new ConcurrentHashMap<>();
  private final Signals signals = new Signals(new Signal<>(), new Signal<>());

  public Handsets() {}

  record Signals(Signal<Handset> changes, Signal<Handset.Arrival> arrivals) {}

  /**
   * The phone with the number.
   *
   * @throws IllegalArgumentException if it is no E.164 number
   */
  public Handset at(String number) {
    var known = byNumber.get(number);
    if (known != null) {
      return known;
    }
    if (!PhoneNumbers.isPossible(number)) {
      throw new IllegalArgumentException("'" + number + "' is not a phone number in E.164 form");
    }
    var made = new Handset(number, signals);
    var other = byNumber.putIfAbsent(number, made);
    if (other != null) {
      return other;
    }
    signals.changes.tell(made);
    return made;
  }

  /** The phone with the number if somebody has texted, looked at or changed it. */
  public Optional<Handset> find(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Told of each phone that is new or was changed. */
  public Signal<Handset> changes() {
    return signals.changes;
  }

  /** Told of each message that a phone got or sent. */
  public Signal<Handset.Arrival> arrivals() {
    return signals.arrivals;
  }

  /** In the order of their numbers. */
  public List<Handset> all() {
    return byNumber.values().stream().sorted(Comparator.comparing(Handset::number)).toList();
  }

  public void reset() {
    byNumber.clear();
  }
}
