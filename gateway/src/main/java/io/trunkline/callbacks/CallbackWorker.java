// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies, on this node, what has come in on any: at once when woken, and otherwise every second. A
 * single one; and while callbacks come in faster than that, it rests twice as long as it has
 * worked, so that Twilio, who gives us some seconds and does not call again, is answered before
 * anything else.
 */
final class CallbackWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CallbackWorker.class);

  private static final Duration POLL = Duration.ofSeconds(1);

  /** More than this at once is a flood: less would rest more often than it saves. */
  private static final int FLOOD = CallbackApplier.BATCH / 10;

  private static final Duration SHORTEST_REST = Duration.ofMillis(25);

  private final CallbackApplier applier;
  private final Semaphore wakeups = new Semaphore(0);
  private volatile boolean running;
  private Thread thread = new Thread();

  CallbackWorker(CallbackApplier applier) {
    this.applier = applier;
  }

  /** Says that something is due. */
  void wake() {
    wakeups.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("trunkline-callbacks").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    wake();
    try {
      thread.join();
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
        wakeups.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        wakeups.drainPermits();
        applyAllThatIsDue();
      } catch (InterruptedException e) {
        running = false;
      }
    }
  }

  private void applyAllThatIsDue() throws InterruptedException {
    try {
      int applied;
      do {
        long begun = System.nanoTime();
        applied = applier.applyDue();
        if (applied > FLOOD && wakeups.drainPermits() > 0) {
          rest(Duration.ofNanos(System.nanoTime() - begun));
        }
      } while (running && applied > FLOOD);
    } catch (RuntimeException | Error e) {
      // An Error too: whoever listens may throw one, and nobody would apply anything from then on.
      log.warn(
          "Callbacks are stored but not applied ({}); tried again in {}",
          e.getClass().getSimpleName(),
          POLL);
      // Not cut short by wake-ups: while the database is away they would make a busy loop.
      Thread.sleep(POLL);
    }
  }

  private static void rest(Duration worked) throws InterruptedException {
    var rest = worked.multipliedBy(2);
    Thread.sleep(rest.compareTo(SHORTEST_REST) > 0 ? rest : SHORTEST_REST);
  }
}
