// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static java.util.Objects.requireNonNull;

import io.trunkline.storage.Storage;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the database answers, and all other parts as far as that goes: while it is away they are
 * {@code UNKNOWN} and not asked, since each would wait for a connection by itself, and Spring Boot
 * catches nothing that a part throws.
 */
final class DatabaseHealth implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(DatabaseHealth.class);

  /** Longer than a connection is waited for; a database that is there and silent takes 20 s. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For all parts of one answer, and those who ask at the same time. */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private final HealthIndicator database;
  private final Duration patience;
  private final ReentrantLock asking = new ReentrantLock();
  private long askedAt;
  private @Nullable Health known;

  DatabaseHealth(HealthIndicator database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  @Override
  public Health health() {
    asking.lock();
    try {
      var current = known;
      if (current == null || System.nanoTime() - askedAt > REMEMBERED.toNanos()) {
        current = ask();
        known = current;
        askedAt = System.nanoTime();
      }
      return current;
    } finally {
      asking.unlock();
    }
  }

  private Health ask() {
    var answer = new FutureTask<@Nullable Health>(database::health);
    Thread.ofVirtual().name("trunkline-database-health").start(answer);
    try {
      return requireNonNull(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Health.down().withDetail("error", "No answer in " + patience).build();
    } catch (ExecutionException e) {
      return Health.down()
          .withDetail("error", requireNonNull(e.getCause()).getClass().getName())
          .build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.down().build();
    }
  }

  /** The part as far as the database is there. */
  Part before(HealthIndicator part) {
    return new Part(this, part);
  }

  /** A part that may look into the database. Throws nothing. */
  record Part(DatabaseHealth database, HealthIndicator asked) implements HealthIndicator {

    @Override
    public Health health() {
      if (!database.health().getStatus().equals(Status.UP)) {
        return Health.unknown().build();
      }
      try {
        return requireNonNull(asked.health());
      } catch (RuntimeException e) {
        if (Storage.isAway(e)) {
          return Health.unknown().build();
        }
        log.warn("A part of the health cannot be told, and is DEGRADED for that", e);
        // Not its message: all may read this.
        return Health.status(HealthConfiguration.DEGRADED)
            .withDetail("error", e.getClass().getName())
            .build();
      }
    }
  }
}
