// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.law.RuleSets;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} if nobody has looked for long whether the law in force is still
 * the law, or if the rule set that should be in force cannot be read.
 */
final class RuleSetHealth implements HealthIndicator {

  private final RuleSets ruleSets;
  private final Clock clock;

  RuleSetHealth(RuleSets ruleSets, Clock clock) {
    this.ruleSets = ruleSets;
    this.clock = clock;
  }

  @Override
  public Health health() {
    var age = RuleSetAge.of(ruleSets.inForce(), clock.instant());
    var unreadable = ruleSets.unreadable();
    var health =
        age.isOld() || unreadable.isPresent()
            ? Health.status(HealthConfiguration.DEGRADED)
            : Health.up();
    unreadable.ifPresent(version -> health.withDetail("unreadable", version));
    return health
        .withDetail("version", age.version())
        .withDetail("published", age.published())
        .withDetail("ageDays", age.days())
        .build();
  }
}
