// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.number.PhoneNumbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All phones that somebody has texted, looked at or given a fate. */
public final class Handsets {
  private final Map<String, Handset> byNumber = new ConcurrentHashMap<>();

  public Handsets() {}

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
    return byNumber.computeIfAbsent(number, Handset::new);
  }

  /** In the order of their numbers. */
  public List<Handset> all() {
    return byNumber.values().stream().sorted(Comparator.comparing(Handset::number)).toList();
  }

  public void reset() {
    byNumber.clear();
  }
}
