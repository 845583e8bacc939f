// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.callbacks.Callbacks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while what Twilio has told for {@link #LATE} is stored and not
 * applied: statuses are behind, and nobody else would say so.
 */
final class CallbacksHealth implements HealthIndicator {

  static final Duration LATE = Duration.ofMinutes(1);

  private final Callbacks callbacks;
  private final Clock clock;

  CallbacksHealth(Callbacks callbacks, Clock clock) {
    this.callbacks = callbacks;
    this.clock = clock;
  }

  @Override
  public Health health() {
    var oldest = callbacks.oldestUntried();
    return oldest.isEmpty() || oldest.get().plus(LATE).isAfter(clock.instant())
        ? Health.up().build()
        : Health.status(HealthConfiguration.DEGRADED)
            .withDetail("waitingSince", oldest.get().toString())
            .build();
  }
}
