// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.dispatch.Pick.Capacity;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many rows one node may work on at once. Where there are urgent rows an eighth is for them
 * only, so that a Twilio that answers a bulk slowly holds no code up. While others wait and none is
 * worked on, one is for them, so that codes without end stop no bulk. Taken by one thread, given
 * back by any.
 */
final class Places {

  /** How long a claim waits for a fair share of places, so that claims stay batches. */
  static final Duration GATHERING = Duration.ofMillis(20);

  private static final int NOBODY_WAITS = Integer.MAX_VALUE;

  private final Semaphore free;
  private final AtomicInteger others = new AtomicInteger();
  private final int all;
  private final int reserved;
  private final Runnable wake;
  private volatile int wanted = NOBODY_WAITS;
  private long gatheringSince;
  private boolean gathering;
  private boolean othersWait;

  /**
   * @param knowsUrgent whether there are urgent rows at all
   * @param wake called when as many are free as were waited for
   */
  Places(int all, boolean knowsUrgent, Runnable wake) {
    this.free = new Semaphore(all);
    this.all = all;
    this.reserved = all == 1 || !knowsUrgent ? 0 : Math.max(1, all / 8);
    this.wake = wake;
  }

  /** Whether it is worth claiming; if not, the taker is woken once it is. */
  boolean areFreeFor(boolean urgent) {
    var least = capacity(0).least(urgent);
    if (!urgent && others.get() > 0 && !hasGathered()) {
      least += Math.max(1, (all - reserved) / 4) - 1;
    }
    // Set before looking, so that nobody who leaves meanwhile is overlooked.
    wanted = Math.min(wanted, least);
    var enough = free.availablePermits() >= least;
    if (!urgent) {
      if (!enough && !gathering) {
        gatheringSince = System.nanoTime();
      }
      gathering = !enough;
    }
    return enough;
  }

  private boolean hasGathered() {
    return gathering && System.nanoTime() - gatheringSince >= GATHERING.toNanos();
  }

  /** Whether fewer places will do after {@link #GATHERING}. */
  boolean areGathering() {
    return gathering && !hasGathered();
  }

  /**
   * Nobody waits for a place any more.
   *
   * @param othersWait whether rows that are not urgent could leave now, but for a place
   */
  void lookAgain(boolean othersWait) {
    wanted = NOBODY_WAITS;
    this.othersWait = othersWait;
  }

  /** Takes all that are free. */
  Capacity take() {
    return capacity(free.drainPermits());
  }

  private Capacity capacity(int places) {
    return new Capacity(places, reserved, all > 1 && othersWait && others.get() == 0);
  }

  /** Gives back what was taken and is not needed. */
  void giveBack(int places) {
    free.release(places);
  }

  /** The work on a row begins, in a place that was taken. */
  void enter(boolean urgent) {
    others.addAndGet(urgent ? 0 : 1);
  }

  /** The work on a row has ended. */
  void leave(boolean urgent) {
    others.addAndGet(urgent ? 0 : -1);
    free.release();
    if (free.availablePermits() >= wanted) {
      wanted = NOBODY_WAITS;
      wake.run();
    }
  }

  int taken() {
    return all - free.availablePermits();
  }

  /** Waits until nothing is being claimed or worked on. */
  boolean awaitAllFree(Duration patience) throws InterruptedException {
    if (!free.tryAcquire(all, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    free.release(all);
    return true;
  }
}
