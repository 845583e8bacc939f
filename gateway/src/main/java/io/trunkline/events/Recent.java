// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.events.EventStore.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events of one account, shared by all streams of it. Holds so many and no more: whoever
 * falls further behind reads the table. Safe for any number of threads.
 */
final class Recent {

  /** As many as are kept; with bodies some megabytes at most. */
  static final int MOST = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Placed> events = new ArrayList<>();
  private Position since;
  private long version;
  private boolean over;

  /**
   * @param since after this, all events are here
   */
  Recent(Position since) {
    this.since = since;
  }

  /** The last place up to which all is known. */
  Position known() {
    lock.lock();
    try {
      return events.isEmpty() ? since : events.getLast().position();
    } finally {
      lock.unlock();
    }
  }

  /** Adds what comes right after the end. */
  void append(List<Placed> news) {
    lock.lock();
    try {
      events.addAll(news);
      int tooMany = events.size() - MOST;
      if (tooMany > 0) {
        since = events.get(tooMany - 1).position();
        events.subList(0, tooMany).clear();
      }
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all go on who wait. */
  void wake() {
    lock.lock();
    try {
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Has all streams of it end. */
  void end() {
    lock.lock();
    try {
      over = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** What comes after a place, if it is known here what does. */
  Optional<List<Placed>> after(Position position) {
    lock.lock();
    try {
      if (position.equals(since)) {
        return Optional.of(List.copyOf(events));
      }
      // From the end, where nearly all are.
      for (int i = events.size() - 1; i >= 0; i--) {
        if (events.get(i).position().equals(position)) {
          return Optional.of(List.copyOf(events.subList(i + 1, events.size())));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Grows with each {@link #append} and {@link #wake}. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the version is another, but not for longer than that. */
  void await(long known, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (version == known && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
