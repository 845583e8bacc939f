// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.law.Revocation.Reach;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What STOP in answer to a purpose ends. */
record RevocationRule(
    Reason reason,
    String jurisdiction,
    Term term,
    Set<Purpose> answering,
    Set<Purpose> ends,
    Reach reach) {

  /**
   * All that apply taken together; those for any country if no other does.
   *
   * @param answered null if nobody knows, and then whatever it may have been
   */
  static Revocation together(
      List<RevocationRule> all,
      Set<String> jurisdictions,
      @Nullable Purpose answered,
      List<LocalClock> clocks,
      Instant at) {
    var inForce =
        all.stream()
            .filter(rule -> answered == null || rule.answering.contains(answered))
            .filter(rule -> clocks.stream().anyMatch(clock -> rule.term.holds(clock.day(at))))
            .sorted(Comparator.comparing(rule -> rule.reason.rule()))
            .toList();
    var own = inForce.stream().filter(rule -> jurisdictions.contains(rule.jurisdiction)).toList();
    var rules =
        own.isEmpty()
            ? inForce.stream().filter(rule -> rule.jurisdiction.equals(Bounds.ANY_COUNTRY)).toList()
            : own;
    return new Revocation(
        rules.stream().flatMap(rule -> rule.ends.stream()).collect(Collectors.toSet()),
        rules.stream()
            .map(RevocationRule::reach)
            .max(Comparator.naturalOrder())
            .orElse(Reach.PROGRAMME),
        rules.stream().map(RevocationRule::reason).toList());
  }
}
