// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of this world. Everything that happens later, and everybody who waits, goes through
 * here, so that there is one place to change when the world is to run at another pace.
 */
public final class EmulatorClock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmulatorClock.class.getName());

  private final Clock time = Clock.systemUTC();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor timer;

  public EmulatorClock() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("emulator-clock").factory());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  public Instant now() {
    return time.instant();
  }

  /** Runs the task after the delay. All tasks share one thread: a task must be short. */
  public void after(Duration delay, Runnable task) {
    try {
      timer.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The world has ended; nothing happens in it any more.
      if (!timer.isShutdown()) {
        throw e;
      }
    }
  }

  /**
   * Blocks the calling thread for the duration, or until the world ends or the thread is
   * interrupted.
   *
   * @return whether the whole duration passed
   */
  public boolean pause(Duration duration) {
    try {
      return !closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Drops everything that was to happen later. */
  public void forget() {
    timer.getQueue().clear();
  }

  @Override
  public void close() {
    closed.countDown();
    timer.shutdownNow();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException surprise) {
      LOG.log(System.Logger.Level.ERROR, "Something that was to happen now did not", surprise);
    }
  }
}
