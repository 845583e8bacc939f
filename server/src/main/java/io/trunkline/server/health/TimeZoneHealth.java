// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.law.RuleSets;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} if this Java gets some clocks wrong: their zones are taken for an
 * hour wider on both sides, and the rest works as ever.
 */
final class TimeZoneHealth implements HealthIndicator {

  private final RuleSets ruleSets;

  TimeZoneHealth(RuleSets ruleSets) {
    this.ruleSets = ruleSets;
  }

  @Override
  public Health health() {
    var data = TimeZoneData.of(ruleSets.inForce());
    var health = data.upToDate() ? Health.up() : Health.status(HealthConfiguration.DEGRADED);
    health.withDetail("version", data.version()).withDetail("minimum", data.minimum());
    if (!data.upToDate()) {
      health.withDetail("widened", new TreeMap<>(data.wrong()));
    }
    return health.build();
  }
}
