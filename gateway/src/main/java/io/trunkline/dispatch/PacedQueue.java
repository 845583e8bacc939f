// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One queue over the waiting rows of one room, on this node. Any number of nodes may run the same
 * queue on one database: a row is claimed by one of them, and they share the pace of each lane.
 *
 * <p>Starts and stops with the application; a stopping queue claims nothing more and waits for the
 * rows in flight.
 *
 * @param <T> what the room's worker is given
 */
public final class PacedQueue<T> implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PacedQueue.class);

  /** When to try again where another node is claiming. */
  private static final Duration SHORTLY = Duration.ofMillis(5);

  /** After which a turn through many lanes ends, for urgent rows may have come meanwhile. */
  private static final Duration LONGEST_TURN = Duration.ofMillis(100);

  private final Backlog<T> backlog;
  private final Claims<T> claims;
  private final DispatchProperties properties;
  private final Clock clock;
  private final LaneOrder order = new LaneOrder();
  private final Semaphore wakeups = new Semaphore(0);
  private final Places places;
  private final Crowds crowds = new Crowds();
  private volatile boolean running;
  private volatile @Nullable Instant turnedAt;
  private boolean failed;
  private Thread runner = new Thread();

  /**
   * @param transactions of the database that {@code storage} is in
   */
  public PacedQueue(
      Backlog<T> backlog,
      Storage storage,
      TransactionOperations transactions,
      DispatchProperties properties,
      Clock clock) {
    this.backlog = backlog;
    this.claims = new Claims<>(backlog, storage, transactions, properties.lease(), clock);
    this.properties = properties;
    this.clock = clock;
    this.places = new Places(properties.maxInFlight(), backlog.knowsUrgent(), this::wakeUp);
  }

  /** Says that a row may be due; inside a transaction, once it has committed. */
  public void wake() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wakeUp();
            }
          });
    } else {
      wakeUp();
    }
  }

  /** Once is enough: where nobody takes permits, they would be heaped up until they overflow. */
  private void wakeUp() {
    if (wakeups.availablePermits() == 0) {
      wakeups.release();
    }
  }

  @Override
  public void start() {
    if (!properties.enabled()) {
      log.info("This node does not dispatch {}", backlog.queue());
      return;
    }
    turnedAt = clock.instant();
    running = true;
    runner = Thread.ofVirtual().name("trunkline-" + backlog.queue()).start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    wakeUp();
    var patience = properties.shutdownTimeout();
    try {
      if (places.awaitAllFree(patience)) {
        runner.join(patience.toMillis());
      } else {
        log.warn(
            "Stopped with {} of {} in flight; their outcome is settled after their lease",
            places.taken(),
            backlog.queue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** What it hands out, such as {@code webhooks}. */
  public String name() {
    return backlog.queue();
  }

  /**
   * When this node last looked for what is due, and claimed it wherever it may, without a failure.
   * At the latest after each poll interval; if it is longer ago, what is due does not leave. Empty
   * where it is not running.
   */
  public Optional<Instant> turnedAt() {
    return running ? Optional.ofNullable(turnedAt) : Optional.empty();
  }

  private void run() {
    while (running) {
      try {
        wakeups.drainPermits();
        failed = false;
        var again = turn();
        turnedAt = failed ? turnedAt : clock.instant();
        wakeups.tryAcquire(Duration.between(clock.instant(), again).toNanos(), NANOSECONDS);
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException | Error e) {
        // An Error too: nothing would ever leave this node again.
        warn("The queue of {} waits and tries again in {}: {}", e);
        pause();
      }
    }
  }

  /** As far as that is possible: where memory is short even a line in the log may fail. */
  private void warn(String line, Throwable failure) {
    try {
      log.warn(line, backlog.queue(), properties.pollInterval(), failure.toString());
    } catch (RuntimeException | Error _) {
      // The health tells of it.
    }
  }

  /** Not cut short by wake-ups: while the database is away they would make a busy loop. */
  private void pause() {
    try {
      Thread.sleep(properties.pollInterval());
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /**
   * Claims once in every lane that has something due and sets the workers to it. Waits for nobody.
   *
   * @return when the next turn is worth taking, unless woken
   */
  private Instant turn() {
    var now = clock.instant();
    var again = now.plus(properties.pollInterval());
    var lanes = claims.due(now).stream().filter(due -> crowds.free(due.lane()) > 0).toList();
    places.lookAgain(lanes.stream().anyMatch(lane -> lane.letsOthersLeave(now)));
    var isFirst = true;
    for (var due : order.of(lanes, now)) {
      // The first at any rate: where looking alone takes so long nothing would ever leave.
      if (!isFirst && clock.instant().isAfter(now.plus(LONGEST_TURN))) {
        return now;
      }
      isFirst = false;
      var next = due.worthClaimingAt();
      if (!next.isAfter(now)) {
        next = claimAndWork(due.thatIsFree(now), now);
      }
      again = next.isBefore(again) ? next : again;
    }
    return again;
  }

  private Instant claimAndWork(DueLane due, Instant now) {
    if (crowds.free(due.lane()) == 0) {
      // A lane before it in this turn has filled what they share.
      return now.plus(properties.pollInterval());
    }
    if (!places.areFreeFor(due.isUrgent())) {
      return now.plus(places.areGathering() ? Places.GATHERING : properties.pollInterval());
    }
    var capacity = places.take();
    var jobs = List.<Claims.Job<T>>of();
    try {
      jobs = running ? claims.claim(due, capacity.forLane(crowds.free(due.lane()))) : jobs;
    } catch (RuntimeException | Error e) {
      // The other lanes may fare better.
      failed = true;
      warn("A lane of {} waits and is tried again in {}: {}", e);
      return now.plus(properties.pollInterval());
    } finally {
      places.giveBack(capacity.places() - jobs.size());
    }
    jobs.forEach(job -> work(due.lane(), job));
    order.served(due, jobs.size());
    return jobs.isEmpty() ? now.plus(SHORTLY) : now;
  }

  private void work(Lane lane, Claims.Job<T> job) {
    places.enter(job.urgent());
    crowds.enter(lane);
    try {
      Thread.startVirtualThread(
          () -> {
            try {
              backlog.work(job.item());
            } catch (RuntimeException | Error e) {
              log.error("One of {} stays claimed until its lease ends", backlog.queue(), e);
            } finally {
              leave(lane, job);
            }
          });
    } catch (RuntimeException | Error e) {
      // There was no thread to be had; the others are begun all the same, and the place is free.
      failed = true;
      leave(lane, job);
      warn("One of {} stays claimed until its lease ends, others are tried again in {}: {}", e);
    }
  }

  private void leave(Lane lane, Claims.Job<T> job) {
    places.leave(job.urgent());
    if (crowds.leave(lane)) {
      wakeUp();
    }
  }
}
