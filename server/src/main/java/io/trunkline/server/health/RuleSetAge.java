// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.law.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How long ago somebody looked whether the facts of a rule set still stand.
 *
 * @param days since it was published
 */
public record RuleSetAge(String version, LocalDate published, long days) {

  /** Laws of telemarketing have changed several times in each of the last years. */
  private static final int OLD = 180;

  public static RuleSetAge of(RuleSet rules, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new RuleSetAge(
        rules.version(), rules.published(), ChronoUnit.DAYS.between(rules.published(), today));
  }

  public boolean isOld() {
    return days > OLD;
  }
}
