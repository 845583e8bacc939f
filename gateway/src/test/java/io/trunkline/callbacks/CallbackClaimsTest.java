// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.callbacks.CallbackStore.Stored;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What turns up where a node has looked already, and what another node is at. */
class CallbackClaimsTest extends CallbacksStage {

  private final AtomicLong nanos = new AtomicLong();

  @BeforeAll
  void stopTheWorker() {
    room.get(CallbackWorker.class).stop();
  }

  @Test
  void findWhatASlowTransactionStoresBehindTheHead() throws Exception {
    var node = node();
    applyDue(node);
    var stored = new CountDownLatch(1);
    var committed = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = committed::countDown) {
      var slow =
          threads.submit(
              () ->
                  transaction()
                      .execute(
                          _ -> {
                            int rows = store(arrival("slow"));
                            stored.countDown();
                            awaitIt(committed);
                            return rows;
                          }));
      stored.await();
      room.clock().move(Duration.ofSeconds(1));
      SignedCall.to(STATUS, "A", "fast").send(room);
      assertThat(applyDue(node)).isEqualTo(1);

      committed.countDown();
      slow.get();
      assertThat(applyDue(node)).as("a little behind the head").isEqualTo(1);
    }
    assertThat(effects()).isEqualTo(2);
  }

  @Test
  void findInAFewSecondsWhatIsStoredFarBehindTheHead() {
    var node = node();
    var slow = arrival("slow");
    var then = room.clock().instant();
    room.clock().move(Duration.ofMinutes(1));
    SignedCall.to(STATUS, "A", "fast").send(room);
    assertThat(applyDue(node)).isEqualTo(1);

    room.get(CallbackStore.class).insertDue(List.of(slow), then);
    nanos.addAndGet(DueClaims.STRAGGLING.toNanos() - 1);
    assertThat(applyDue(node)).isZero();
    nanos.addAndGet(1);
    assertThat(applyDue(node)).isEqualTo(1);
  }

  @Test
  void findWhatWasStoredByAClockThatWasAhead() {
    room.clock().move(Duration.ofMinutes(10));
    SignedCall.to(STATUS, "A", "1").send(room);
    room.clock().move(Duration.ofMinutes(-10));
    var node = node();

    assertThat(applyDue(node)).isEqualTo(1);
    assertThat(states()).containsExactly("applied");
  }

  @Test
  void findWhatWasPutOffByAClockThatWasAhead() {
    room.applied().breakDown();
    room.clock().move(Duration.ofDays(300));
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(applyDue(node())).isEqualTo(1);
    room.clock().move(Duration.ofDays(-300));
    room.applied().repair();

    assertThat(applyDue(node())).isEqualTo(1);
    assertThat(states()).containsExactly("applied");
  }

  /** However long its pause: what was tried waits for its time. */
  @Test
  void leaveWhatIsTriedAgainLater() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);
    var node = node();
    for (int i = 0; i < 8; i++) {
      assertThat(applyDue(node)).isEqualTo(1);
      room.clock().move(CallbackPatience.pause(i + 1));
    }
    assertThat(applyDue(node)).isEqualTo(1);
    nanos.addAndGet(DueClaims.STRAGGLING.toNanos());

    assertThat(applyDue(node)).isZero();
  }

  @Test
  void goOnWhereTheClockIsSetBack() {
    var node = node();
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(applyDue(node)).isEqualTo(1);

    room.clock().move(Duration.ofMinutes(-10));
    SignedCall.to(STATUS, "B", "1").send(room);

    assertThat(applyDue(node)).isEqualTo(1);
  }

  /** Its connection stays open, so that nobody but the database can tell that it is dead. */
  @Test
  void areTakenFromANodeThatHasStopped() throws Exception {
    SignedCall.to(STATUS, "A", "1").send(room);
    var due = new DueStore(room.get(Storage.class), Duration.ofMillis(100));
    var claimed = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = released::countDown) {
      Future<?> dead =
          threads.submit(
              () ->
                  transaction()
                      .executeWithoutResult(
                          _ -> {
                            assertThat(
                                    due.claim(
                                        DueStore.Turn.FIRST,
                                        room.clock().instant().minusSeconds(1),
                                        room.clock().instant(),
                                        1))
                                .hasSize(1);
                            claimed.countDown();
                            awaitIt(released);
                          }));
      claimed.await();
      var other = node();

      await().until(() -> applyDue(other) == 1);
      released.countDown();
      assertThat(dead).failsWithin(Duration.ofSeconds(10));
    }
    assertThat(states()).containsExactly("applied");
    assertThat(effects()).isEqualTo(1);
  }

  /** Twilio repeats many at once when it was not answered in time, in any order. */
  @Test
  void areNotStoredInACircleOfWaiting() throws Exception {
    var held = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = released::countDown) {
      var first =
          threads.submit(
              () ->
                  transaction()
                      .execute(
                          _ -> {
                            int rows = store(arrival("b"));
                            held.countDown();
                            awaitIt(released);
                            return rows;
                          }));
      held.await();
      var one =
          threads.submit(
              () -> transaction().execute(_ -> store(arrival("a"), arrival("b"), arrival("c"))));
      var other =
          threads.submit(
              () -> transaction().execute(_ -> store(arrival("c"), arrival("b"), arrival("a"))));
      await().until(() -> waitingForOthers() == 2);
      released.countDown();

      assertThat(first.get() + one.get() + other.get()).isEqualTo(3);
    }
    assertThat(states()).hasSize(3);
  }

  private int waitingForOthers() {
    return room.jdbc()
        .sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
        .query(Integer.class)
        .single();
  }

  private int store(Arrival... arrivals) {
    return room.get(CallbackStore.class).insertDue(List.of(arrivals), room.clock().instant());
  }

  private Arrival arrival(String token) {
    return new Arrival(
        new Stored(
            new CallbackId(room.id()),
            room.account().id(),
            "test_status",
            STATUS,
            Map.of("A", List.of("1")),
            room.clock().instant()),
        token,
        room.get(CallbackRoutes.class).at(STATUS).orElseThrow());
  }

  private TransactionTemplate transaction() {
    return new TransactionTemplate(room.get(PlatformTransactionManager.class));
  }

  /** One that has looked at nothing yet. */
  private CallbackApplier node() {
    var due = new DueStore(room.get(Storage.class), DueStore.SILENCE);
    return new CallbackApplier(
        due,
        DueClaims.ofEachTurn(due, CallbackApplier.BATCH, room.clock(), nanos::get),
        room.get(CallbackRoutes.class),
        transaction(),
        new CallbackPatience(room.clock()));
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
