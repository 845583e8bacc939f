// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** {@code UP}, or {@code DEGRADED} if this Java gets some clocks wrong; the rest still works. */
final class TimeZoneHealth implements HealthIndicator {

  private final TimeZoneData data = TimeZoneData.ofThisJava();

  @Override
  public Health health() {
    var health = data.upToDate() ? Health.up() : Health.status(HealthConfiguration.DEGRADED);
    health.withDetail("version", data.version()).withDetail("minimum", TimeZoneData.MINIMUM);
    if (!data.upToDate()) {
      health.withDetail("wrong", new TreeMap<>(data.wrong()));
    }
    return health.build();
  }
}
