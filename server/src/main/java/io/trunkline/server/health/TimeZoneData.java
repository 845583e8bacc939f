// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.law.RuleSet;
import io.trunkline.law.ZoneProbe;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether this Java knows the clocks that a rule set knows. Java brings its own copy of the
 * time-zone database (that of the operating system does not help), and one that is too old takes it
 * for an hour earlier or later than it is in the zones that changed, which decides whether a person
 * may be texted now. Until it is fixed, these zones are taken for an hour wider on both sides.
 *
 * <p>Judged by what Java computes rather than by the version it names, so that a Java whose data
 * were brought up to date by other means counts as what it is.
 *
 * @param version of the data, such as {@code 2026a}
 * @param minimum the first version that knows all that the rule set knows
 * @param wrong the zones that this Java gets wrong, with what their clocks truly are
 */
public record TimeZoneData(String version, String minimum, Map<String, String> wrong) {

  public TimeZoneData {
    wrong = Map.copyOf(wrong);
  }

  /** Of the Java that runs this, by what a rule set knows. */
  public static TimeZoneData of(RuleSet rules) {
    return new TimeZoneData(
        ZoneRulesProvider.getVersions("UTC").lastKey(),
        rules.timeZoneData(),
        rules.staleZones().stream()
            .collect(
                Collectors.toMap(
                    probe -> probe.zone().getId(), TimeZoneData::truth, (one, other) -> one)));
  }

  private static String truth(ZoneProbe probe) {
    return "is at %s on %s".formatted(probe.offset(), probe.at());
  }

  public boolean upToDate() {
    return wrong.isEmpty();
  }
}
