// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.callbacks.DueStore.Turn;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Callbacks that would spoil it for all that are applied together with them. */
class CallbacksApartTest extends CallbacksStage {

  private static final int MANY = 256;

  private final AtomicInteger transactions = new AtomicInteger();

  @BeforeAll
  void stopTheWorker() {
    room.get(CallbackWorker.class).stop();
  }

  /** Two for each halving of what one of them is in, one to keep it, and one for all together. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 18", "3, 52"})
  void areFoundByHalves(int unreadable, int most) {
    for (int i = 0; i < MANY; i++) {
      SignedCall.to(STATUS, i % 100 == 1 && i / 100 < unreadable ? "Unreadable" : "A", "1")
          .send(room);
    }
    transactions.set(0);

    assertThat(applier().applyDue(Turn.FIRST)).isEqualTo(MANY);

    assertThat(transactions.get()).isBetween(1, most);
    assertThat(effects()).isEqualTo(MANY - unreadable);
    assertThat(states()).doesNotContain("pending");
    assertThat(states().stream().filter("parked"::equals)).hasSize(unreadable);
  }

  /**
   * An error of a listener; somebody else's database; the connection itself. None may stop what
   * comes after it, on all nodes and for ever.
   */
  @ParameterizedTest
  @CsvSource({
    "Fatal, StackOverflowError",
    "Elsewhere, DataAccessResourceFailureException",
    "Deadly, TransactionSystemException"
  })
  void holdUpNoOther(String what, String failure) {
    SignedCall.to(STATUS, "A", "1").send(room);
    SignedCall.to(STATUS, what, "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);

    applyDue(applier());

    assertThat(effects()).isEqualTo(2);
    assertThat(states()).containsExactlyInAnyOrder("applied", "pending", "applied");
    assertThat(
            room.jdbc()
                .sql("SELECT failure FROM trunkline.callbacks_due WHERE attempts = 1")
                .query(String.class)
                .single())
        .startsWith(failure + ": ");
  }

  @ParameterizedTest
  @CsvSource({"Fatal", "Elsewhere", "Deadly"})
  void areAnsweredWhereTwilioWaitsForInstructions(String what) {
    var answer = SignedCall.to(INBOUND, what, "1").send(room);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).endsWith("<Response/>");
    assertThat(states()).containsExactly("pending");
  }

  /** A transaction of the host's, perhaps, that has locked a message and then talks to somebody. */
  @Test
  void waitForALockByThemselves() throws Exception {
    for (int i = 0; i < CallbackApplier.BATCH; i++) {
      SignedCall.to(STATUS, i == 200 ? "Locked" : "A", "1").send(room);
    }
    var took = new Duration[1];

    whileLocked(
        () -> {
          long begun = System.nanoTime();
          applier().applyDue(Turn.FIRST);
          took[0] = Duration.ofNanos(System.nanoTime() - begun);
        });

    assertThat(took[0]).isLessThan(Duration.ofSeconds(3));
    assertThat(effects()).isEqualTo(CallbackApplier.BATCH - 1);
    assertThat(states().stream().filter("pending"::equals)).hasSize(1);
    room.clock().move(CallbackPatience.FIRST_PAUSE);
    assertThat(states()).containsOnly("applied");
  }

  @Test
  void areNotGivenUpForALock() throws Exception {
    SignedCall.to(STATUS, "Locked", "1").send(room);

    whileLocked(
        () -> {
          for (int i = 0; i <= CallbackPatience.MAX_ATTEMPTS; i++) {
            assertThat(applyDue(applier())).isEqualTo(1);
            room.clock().move(CallbackPatience.FIRST_PAUSE);
          }
        });

    assertThat(states()).containsExactly("applied");
  }

  @Test
  void holdUpNothingFreshWhenTheyAreTriedAgain() {
    SignedCall.to(STATUS, "Fatal", "1").send(room);
    assertThat(states()).containsExactly("pending");
    room.clock().move(CallbackPatience.FIRST_PAUSE);
    SignedCall.to(STATUS, "A", "1").send(room);
    transactions.set(0);

    assertThat(applier().applyDue(Turn.FIRST)).isEqualTo(1);

    assertThat(transactions.get()).isEqualTo(1);
    assertThat(effects()).isEqualTo(1);
    assertThat(applier().applyDue(Turn.AGAIN)).isEqualTo(1);
  }

  private void whileLocked(Runnable work) throws Exception {
    var locked = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = released::countDown) {
      threads.submit(
          () ->
              new TransactionTemplate(room.get(PlatformTransactionManager.class))
                  .executeWithoutResult(
                      _ -> {
                        room.get(Storage.class)
                            .jdbc()
                            .sql("SELECT pg_advisory_xact_lock(7)")
                            .query()
                            .listOfRows();
                        locked.countDown();
                        awaitIt(released);
                      }));
      locked.await();
      work.run();
    }
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void areOfOneKindInATransaction() {
    room.applied().breakDown();
    SignedCall.to(INBOUND, "A", "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("pending", "pending");
    room.applied().repair();
    room.clock().move(CallbackPatience.FIRST_PAUSE);
    transactions.set(0);

    assertThat(applier().applyDue(Turn.AGAIN)).isEqualTo(2);

    assertThat(transactions.get()).isEqualTo(2);
    assertThat(states()).containsExactly("applied", "applied");
  }

  private CallbackApplier applier() {
    var due = new DueStore(room.get(Storage.class), DueStore.SILENCE);
    return new CallbackApplier(
        due,
        DueClaims.ofEachTurn(due, CallbackApplier.BATCH, room.clock(), System::nanoTime),
        room.get(CallbackRoutes.class),
        counted(new TransactionTemplate(room.get(PlatformTransactionManager.class))),
        new CallbackPatience(room.clock()));
  }

  private TransactionOperations counted(TransactionTemplate template) {
    return new TransactionOperations() {
      @Override
      public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        transactions.incrementAndGet();
        return template.execute(action);
      }
    };
  }
}
