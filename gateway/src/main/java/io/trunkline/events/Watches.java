// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The accounts that have streams on this node, and what is new of each. Safe for any number of
 * threads.
 */
final class Watches {

  private final int mostOfAnAccount;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<AccountId, Watched> watched = new HashMap<>();
  private Instant since = Instant.MIN;
  private volatile boolean open;

  private static final class Watched {
    final Recent recent;
    int streams;

    Watched(Recent recent) {
      this.recent = recent;
    }
  }

  /** The place of one stream among those of its account, until it is closed. */
  final class Watch implements AutoCloseable {

    private final AccountId account;
    private final Watched watched;
    final Recent recent;

    private Watch(AccountId account, Watched watched) {
      this.account = account;
      this.watched = watched;
      this.recent = watched.recent;
    }

    /**
     * Whether the stream is to end, since the application does, or its places are none any more.
     */
    boolean isOver() {
      return !open || recent.isOver();
    }

    @Override
    public void close() {
      leave(account, watched);
    }
  }

  Watches(int mostOfAnAccount, Clock clock) {
    this.mostOfAnAccount = mostOfAnAccount;
    this.clock = clock;
  }

  void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }

  /**
   * @param end of the events of the account, or a place before it
   * @throws RefusalException if the account has as many streams as it may have
   */
  Watch watch(AccountId account, Position end) {
    lock.lock();
    try {
      var known = watched.get(account);
      if ((known == null ? 0 : known.streams) >= mostOfAnAccount) {
        throw Refusal.of(
                EventRefusal.TOO_MANY_STREAMS,
                "%d streams are open here, as many as an account may have; one stream can carry all types of events"
                    .formatted(mostOfAnAccount))
            .asException();
      }
      if (watched.isEmpty()) {
        since = clock.instant();
      }
      var ours = watched.computeIfAbsent(account, _ -> new Watched(new Recent(end)));
      ours.streams++;
      changed.signalAll();
      return new Watch(account, ours);
    } finally {
      lock.unlock();
    }
  }

  private void leave(AccountId account, Watched ours) {
    lock.lock();
    try {
      if (--ours.streams == 0) {
        watched.remove(account, ours);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is new of each account. */
  Map<AccountId, Recent> recent() {
    lock.lock();
    try {
      return watched.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().recent));
    } finally {
      lock.unlock();
    }
  }

  /** Since when there has been a stream at any time; empty if there is none. */
  Optional<Instant> since() {
    lock.lock();
    try {
      return watched.isEmpty() ? Optional.empty() : Optional.of(since);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a stream; false once it is closed. */
  boolean awaitSome() throws InterruptedException {
    lock.lock();
    try {
      while (open && watched.isEmpty()) {
        changed.await();
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** Waits so long, or until it is closed. */
  void pause(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (open && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all streams there are; their readers come back with the ids of events. */
  void endAll() {
    lock.lock();
    try {
      watched.values().forEach(one -> one.recent.end());
      watched.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all streams, and waits until they have ended, but for no longer than that. */
  void close(Duration patience) {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
      watched.values().forEach(one -> one.recent.wake());
      long left = patience.toNanos();
      while (!watched.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
