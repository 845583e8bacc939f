// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.DueStore.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies, on this node, what has come in on any: at once when woken, and otherwise every second. A
 * single one; and while callbacks come in faster than that, it rests twice as long as it has
 * worked, a little while at most, so that Twilio, who gives us some seconds and does not call
 * again, is answered before anything else. What was tried before has a thread of its own: it may
 * fail as slowly as it likes.
 */
final class CallbackWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CallbackWorker.class);

  private static final Duration POLL = Duration.ofSeconds(1);

  /** More than this at once is a flood: less would rest more often than it saves. */
  private static final int FLOOD = CallbackApplier.BATCH / 10;

  private static final Duration SHORTEST_REST = Duration.ofMillis(25);

  /** Who has worked for longer has mostly waited, and has cost nobody a processor. */
  static final Duration LONGEST_REST = Duration.ofMillis(250);

  private final ToIntFunction<Turn> applier;
  private final Semaphore wakeups = new Semaphore(0);
  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private List<Thread> threads = List.of();

  /**
   * @param applier applies what is due of a turn, and says how many were
   */
  CallbackWorker(ToIntFunction<Turn> applier) {
    this.applier = applier;
  }

  /** Says that something is due. */
  void wake() {
    wakeups.release();
  }

  @Override
  public void start() {
    stopped = new CountDownLatch(1);
    threads =
        List.of(
            Thread.ofVirtual().name("trunkline-callbacks").start(() -> run(Turn.FIRST)),
            Thread.ofVirtual().name("trunkline-callbacks-again").start(() -> run(Turn.AGAIN)));
  }

  @Override
  public void stop() {
    stopped.countDown();
    wake();
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void run(Turn turn) {
    try {
      while (isRunning()) {
        waitForMore(turn);
        applyAllThatIsDue(turn);
      }
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private void waitForMore(Turn turn) throws InterruptedException {
    switch (turn) {
      case FIRST -> {
        wakeups.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        wakeups.drainPermits();
      }
      case AGAIN -> pause(POLL);
    }
  }

  private void applyAllThatIsDue(Turn turn) throws InterruptedException {
    try {
      int applied;
      do {
        long begun = System.nanoTime();
        applied = applier.applyAsInt(turn);
        if (turn == Turn.FIRST && applied > FLOOD && wakeups.drainPermits() > 0) {
          pause(rest(Duration.ofNanos(System.nanoTime() - begun)));
        }
      } while (isRunning() && applied > FLOOD);
    } catch (RuntimeException | Error e) {
      // An Error too: whoever listens may throw one, and nobody would apply anything from then on.
      log.warn(
          "Callbacks are stored but not applied ({}); tried again in {}",
          e.getClass().getSimpleName(),
          POLL);
      // Not cut short by wake-ups: while the database is away they would make a busy loop.
      pause(POLL);
    }
  }

  /** Cut short by nothing but the end. */
  private void pause(Duration pause) throws InterruptedException {
    stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  static Duration rest(Duration worked) {
    var rest = worked.multipliedBy(2);
    if (rest.compareTo(SHORTEST_REST) < 0) {
      return SHORTEST_REST;
    }
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }
}
