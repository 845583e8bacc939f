// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * All that a decision was made from, to be kept.
 *
 * @param ruleSet the version of the rule set
 * @param localTimes how late it was by every clock that the recipient may live by
 * @param source what told the clocks
 * @param jurisdictions whose rules were asked
 * @param rules the ids of all rules that applied, those that stood in nobody's way among them
 * @param uncertain zones about which the time-zone data of this Java are wrong, and which were
 *     therefore taken for an hour wider on both sides
 */
public record Explanation(
    String ruleSet,
    Map<ZoneId, OffsetDateTime> localTimes,
    Whereabouts.Source source,
    List<String> jurisdictions,
    List<String> rules,
    List<ZoneId> uncertain) {

  public Explanation {
    localTimes = Map.copyOf(localTimes);
    jurisdictions = List.copyOf(jurisdictions);
    rules = List.copyOf(rules);
    uncertain = List.copyOf(uncertain);
  }
}
