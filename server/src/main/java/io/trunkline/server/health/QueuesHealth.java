// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.dispatch.PacedQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while a queue of this node stands still or cannot claim: what is
 * due is accepted and does not leave, at least not from here, and nobody else would say so.
 */
final class QueuesHealth implements HealthIndicator {

  static final Duration LATE = Duration.ofMinutes(1);

  private final List<PacedQueue<?>> queues;
  private final Duration late;
  private final Clock clock;

  /**
   * @param pollInterval how long a queue without work rests
   */
  QueuesHealth(List<PacedQueue<?>> queues, Duration pollInterval, Clock clock) {
    this.queues = List.copyOf(queues);
    this.late = LATE.plus(pollInterval);
    this.clock = clock;
  }

  @Override
  public Health health() {
    var since = clock.instant().minus(late);
    var still = new TreeMap<String, String>();
    queues.forEach(
        queue ->
            queue
                .turnedAt()
                .filter(since::isAfter)
                .ifPresent(turned -> still.put(queue.name(), turned.toString())));
    return still.isEmpty()
        ? Health.up().build()
        : Health.status(HealthConfiguration.DEGRADED).withDetail("stillSince", still).build();
  }
}
