// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.awaitility.Awaitility.await;

import io.trunkline.id.MovableClock;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.transaction.support.TransactionTemplate;

/** A table of errands, and any number of nodes that work on it. */
class PacedQueueStage {

  static final TestDatabase DATABASE = databaseOfErrands();
  static final TransactionTemplate TRANSACTIONS = new TransactionTemplate(DATABASE.transactions());
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(45);
  static final Duration SOON = Duration.ofMillis(10);
  static final Duration NEVER = Duration.ofHours(1);

  final MovableClock clock = new MovableClock(NOON);
  final Lane lane = lane(1_000_000);
  final List<UUID> worked = new CopyOnWriteArrayList<>();
  final List<PacedQueue<UUID>> started = new ArrayList<>();
  final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stopAll() {
    release.countDown();
    started.forEach(PacedQueue::stop);
  }

  final Errands errands(Consumer<UUID> worker) {
    return errands(List.of(lane), worker);
  }

  static Errands errands(List<Lane> lanes, Consumer<UUID> worker) {
    return new Errands(DATABASE.storage(), lanes, worker);
  }

  final PacedQueue<UUID> start(Errands errands, DispatchProperties settings) {
    var queue = new PacedQueue<>(errands, DATABASE.storage(), TRANSACTIONS, settings, clock);
    started.add(queue);
    queue.start();
    return queue;
  }

  private static TestDatabase databaseOfErrands() {
    var database = TestDatabase.create();
    Errands.createTable(database.jdbc());
    return database;
  }

  static DispatchProperties settings(int maxInFlight, Duration pollInterval) {
    return new DispatchProperties(true, maxInFlight, LEASE, pollInterval, Duration.ofSeconds(10));
  }

  static Lane lane(double unitsPerSecond) {
    var id = UUID.randomUUID();
    return new Lane(id, List.of(new Limit(id, unitsPerSecond)));
  }

  static UUID put(Lane lane) {
    return put(lane, 2, NOON, 1);
  }

  static UUID put(Lane lane, int priority, Instant dueAt, int units) {
    return put(lane, priority, dueAt, units, UUID.randomUUID());
  }

  static UUID put(Lane lane, int priority, Instant dueAt, int units, UUID id) {
    DATABASE
        .jdbc()
        .sql("INSERT INTO errands VALUES (:id, :lane, 'waiting', :priority, :due_at, :units)")
        .param("id", id)
        .param("lane", lane.id())
        .param("priority", priority)
        .param("due_at", Storage.parameter(dueAt))
        .param("units", units)
        .update();
    return id;
  }

  static void putMany(Lane lane, int count) {
    putMany(lane, 2, count);
  }

  static void putMany(Lane lane, int priority, int count) {
    DATABASE
        .jdbc()
        .sql(
            """
            INSERT INTO errands
            SELECT gen_random_uuid(), :lane, 'waiting', :priority, :due, 1
            FROM generate_series(1, :count)
            """)
        .param("lane", lane.id())
        .param("priority", priority)
        .param("due", Storage.parameter(NOON))
        .param("count", count)
        .update();
  }

  static long waiting(List<Lane> lanes) {
    return DATABASE
        .jdbc()
        .sql("SELECT count(*) FROM errands WHERE status = 'waiting' AND lane_id = ANY (:lanes)")
        .param("lanes", lanes.stream().map(Lane::id).toArray(UUID[]::new))
        .query(Long.class)
        .single();
  }

  /** A turn that had begun when this is called does not count. */
  static void awaitTurns(Errands errands, int more) {
    var target = errands.turns() + more + 1;
    await().until(() -> errands.turns() >= target);
  }

  static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody let this go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
