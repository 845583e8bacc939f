// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.events.Events;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while nobody is told what has happened: because it is held back
 * by a transaction for {@link #LATE}, or because this node has not looked for so long, whose
 * streams send heartbeats all the same, so that their readers believe that all is well.
 */
final class EventsHealth implements HealthIndicator {

  static final Duration LATE = Duration.ofMinutes(1);

  private final Events events;
  private final Clock clock;

  EventsHealth(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Health health() {
    var late = clock.instant().minus(LATE);
    var health = Health.up();
    events
        .heldBackSince()
        .filter(late::isAfter)
        .ifPresent(since -> degrade(health).withDetail("heldBackSince", since.toString()));
    events
        .streamsToldUntil()
        .filter(late::isAfter)
        .ifPresent(until -> degrade(health).withDetail("streamsToldUntil", until.toString()));
    return health.build();
  }

  private static Health.Builder degrade(Health.Builder health) {
    return health.status(HealthConfiguration.DEGRADED);
  }
}
