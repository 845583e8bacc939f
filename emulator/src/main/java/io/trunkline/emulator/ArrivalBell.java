// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Wakes those who wait for a message on a phone whenever one has come to any. */
final class ArrivalBell {
  private final Lock lock = new ReentrantLock();
  private final Condition one = lock.newCondition();

  void ring() {
    lock.lock();
    try {
      one.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What the question finds, asked again after each arrival; empty when the patience ends. */
  <T> Optional<T> await(Duration patience, Supplier<Optional<T>> question) {
    long left = patience.toNanos();
    lock.lock();
    try {
      var found = question.get();
      while (found.isEmpty() && left > 0) {
        left = one.awaitNanos(left);
        found = question.get();
      }
      return found;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
