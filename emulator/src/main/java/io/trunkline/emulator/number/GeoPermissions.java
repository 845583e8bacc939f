// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.number.Countries.Country;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The countries that may not be texted, or not called. At first there are none, unlike in Twilio's
 * console.
 */
public final class GeoPermissions {
  private volatile Set<String> denied = Set.of();

  public GeoPermissions() {}

  /** Whether numbers of its country may be reached; those of no known country may. */
  public boolean allow(String number) {
    var denied = this.denied;
    return denied.isEmpty()
        || Countries.of(number).map(Country::iso).filter(denied::contains).isEmpty();
  }

  /** Two letters each, in order. */
  public SortedSet<String> denied() {
    return new TreeSet<>(denied);
  }

  /**
   * Makes these the countries that may not be reached, and no others.
   *
   * @throws IllegalArgumentException if one is no country
   */
  public void deny(Collection<String> countries) {
    for (var iso : countries) {
      if (Countries.byIso(iso).isEmpty()) {
        throw new IllegalArgumentException("There is no country " + iso);
      }
    }
    denied = Set.copyOf(countries);
  }

  public void reset() {
    denied = Set.of();
  }
}
