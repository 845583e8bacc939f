// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

  /** How long a claim waits for a fair share of free places, so that claims stay batches. */
  private static final long GATHERING_MILLIS = 20;

  private final Backlog<T> backlog;
  private final PaceStore store;
  private final TransactionOperations transactions;
  private final DispatchProperties properties;
  private final Clock clock;
  private final Semaphore free;
  private final Semaphore wakeups = new Semaphore(0);
  private volatile boolean running;
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
    this.store = new PaceStore(storage, backlog);
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
    this.free = new Semaphore(properties.maxInFlight());
  }

  /** Says that a row may be due; inside a transaction, once it has committed. */
  public void wake() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wakeups.release();
            }
          });
    } else {
      wakeups.release();
    }
  }

  @Override
  public void start() {
    if (!properties.enabled()) {
      log.info("This node does not dispatch {}", backlog.queue());
      return;
    }
    running = true;
    runner = Thread.ofVirtual().name("trunkline-" + backlog.queue()).start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    wakeups.release();
    var patience = properties.shutdownTimeout().toMillis();
    try {
      // Whoever has all places knows that nothing is being claimed or worked on.
      if (free.tryAcquire(properties.maxInFlight(), patience, TimeUnit.MILLISECONDS)) {
        free.release(properties.maxInFlight());
        runner.join(patience);
      } else {
        log.warn(
            "Stopped with {} of {} in flight; their outcome is settled after their lease",
            properties.maxInFlight() - free.availablePermits(),
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

  private void run() {
    while (running) {
      try {
        wakeups.drainPermits();
        var again = turn();
        wakeups.tryAcquire(Duration.between(clock.instant(), again).toNanos(), NANOSECONDS);
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException e) {
        log.warn(
            "The queue of {} waits and tries again in {}: {}",
            backlog.queue(),
            properties.pollInterval(),
            e.toString());
        pause();
      }
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
   * Claims once in every lane that has something due and sets the workers to it.
   *
   * @return when the next turn is worth taking, unless woken
   */
  private Instant turn() throws InterruptedException {
    var lanes = backlog.lanes();
    var now = clock.instant();
    var freeAt = store.dueLanes(lanes, now);
    var again = now.plus(properties.pollInterval());
    for (var lane : lanes) {
      var laneFreeAt = freeAt.get(lane.id());
      if (laneFreeAt == null) {
        continue;
      }
      var claimAt = Pace.worthClaimingAt(laneFreeAt);
      if (!claimAt.isAfter(now) && claimAndWork(lane)) {
        again = now;
      } else if (claimAt.isAfter(now) && claimAt.isBefore(again)) {
        again = claimAt;
      }
    }
    return again;
  }

  private boolean claimAndWork(Lane lane) throws InterruptedException {
    var places = takePlaces();
    var items = List.<T>of();
    try {
      // Where all places were taken, this may be long after the queue was stopped.
      items = running ? claim(lane, places) : items;
    } catch (RuntimeException e) {
      // The other lanes may fare better.
      log.warn(
          "A lane of {} waits and is tried again in {}: {}",
          backlog.queue(),
          properties.pollInterval(),
          e.toString());
    } finally {
      free.release(places - items.size());
    }
    items.forEach(this::work);
    return !items.isEmpty();
  }

  /** Waits for a place, and a little longer for a quarter of them all. */
  private int takePlaces() throws InterruptedException {
    var share = Math.max(1, properties.maxInFlight() / 4);
    if (!free.tryAcquire(share, GATHERING_MILLIS, TimeUnit.MILLISECONDS)) {
      share = 1;
      free.acquire();
    }
    return share + free.drainPermits();
  }

  private List<T> claim(Lane lane, int places) {
    return Optional.ofNullable(transactions.execute(status -> claimInTransaction(lane, places)))
        .orElse(List.of());
  }

  private List<T> claimInTransaction(Lane lane, int places) {
    var now = clock.instant();
    return store
        .lockPaces(lane.limits(), now)
        .filter(paces -> paces.areFree(now))
        .map(paces -> claimAtPace(lane, paces, places, now))
        .orElse(List.of());
  }

  private List<T> claimAtPace(Lane lane, Paces paces, int places, Instant now) {
    var ids = new ArrayList<UUID>();
    var used = paces;
    for (var waiting : store.lockWaiting(lane.id(), now, places)) {
      if (!used.areFree(now)) {
        break;
      }
      used = used.after(waiting.units(), now);
      ids.add(waiting.id());
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    store.setPaces(lane.limits(), used);
    return backlog.claim(ids, now, now.plus(properties.lease()));
  }

  private void work(T item) {
    Thread.startVirtualThread(
        () -> {
          try {
            backlog.work(item);
          } catch (RuntimeException e) {
            log.error("One of {} stays claimed until its lease ends", backlog.queue(), e);
          } finally {
            free.release();
          }
        });
  }
}
