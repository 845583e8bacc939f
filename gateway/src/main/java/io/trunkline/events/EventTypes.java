// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Some of the types of events.
 *
 * @param exact by their whole names
 * @param prefixes all that begin like this, {@code message.}
 */
public record EventTypes(Set<String> exact, Set<String> prefixes) {

  public static final EventTypes ALL = new EventTypes(Set.of(), Set.of(""));

  public EventTypes {
    exact = Set.copyOf(exact);
    prefixes = Set.copyOf(prefixes);
  }

  /**
   * Reads names and beginnings of names.
   *
   * @param written {@code message.delivered}, {@code message.*}, {@code *}; none of them is all
   * @throws IllegalArgumentException if there are no events of such a type
   */
  public static EventTypes of(Collection<String> written) {
    if (written.isEmpty()) {
      return ALL;
    }
    var exact = new LinkedHashSet<String>();
    var prefixes = new LinkedHashSet<String>();
    for (var one : written) {
      boolean isPrefix = one.equals("*") || one.endsWith(".*");
      var name = isPrefix ? one.substring(0, one.length() - 1) : one;
      boolean exists =
          Catalogue.types().stream()
              .anyMatch(type -> isPrefix ? type.startsWith(name) : type.equals(name));
      if (!exists) {
        throw new IllegalArgumentException("there are no events " + one);
      }
      (isPrefix ? prefixes : exact).add(name);
    }
    return new EventTypes(exact, prefixes);
  }

  /** Whether it is one of them. */
  public boolean include(String type) {
    return exact.contains(type) || prefixes.stream().anyMatch(type::startsWith);
  }

  boolean areAll() {
    return prefixes.contains("");
  }
}
