// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.events.Events;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while the streams of this node were told nothing for {@link
 * #LATE}, not even that there is nothing: their readers hear heartbeats, and believe that all is
 * well.
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
    var told = events.streamsToldUntil();
    return told.isEmpty() || told.get().plus(LATE).isAfter(clock.instant())
        ? Health.up().build()
        : Health.status(HealthConfiguration.DEGRADED)
            .withDetail("streamsToldUntil", told.get().toString())
            .build();
  }
}
