// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.util.Set;

/**
 * What a rule is about.
 *
 * @param jurisdiction a country, a region of one, {@code US-XX} for one that is not known, {@code
 *     *} for every country that has neither hours nor a prohibition of its own for this
 */
record Bounds(String jurisdiction, Set<Purpose> purposes, Set<Medium> media, Term term) {

  static final String ANY_COUNTRY = "*";

  /** Of what somebody wants, whatever the law. */
  static final Bounds NONE =
      new Bounds(ANY_COUNTRY, Set.of(Purpose.values()), Set.of(Medium.values()), Term.ALWAYS);

  boolean concern(Purpose purpose, Medium medium) {
    return purposes.contains(purpose) && concern(medium);
  }

  boolean concern(Medium medium) {
    return media.stream().anyMatch(medium::isBoundBy);
  }
}
