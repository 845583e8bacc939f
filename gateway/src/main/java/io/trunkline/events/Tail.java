// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.events.EventStore.Placed;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for new events on behalf of all streams of this node at once: one query, however many
 * streams there are, and none while there is no stream. Why it asks rather than is told: decision
 * 0038.
 */
final class Tail implements SmartLifecycle {

  /** How late a stream may be. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(Tail.class);

  private final EventStore store;
  private final Runnable renumber;
  private final int mostOfAnAccount;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<AccountId, Watched> watched = new HashMap<>();
  private volatile boolean running;

  /** Only the thread that looks uses it; negative before its first look. */
  private long numbering = -1;

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
      return !running || recent.isOver();
    }

    @Override
    public void close() {
      leave(account, watched);
    }
  }

  /**
   * @param renumber numbers the events anew if they are of another cluster
   */
  Tail(EventStore store, Runnable renumber, int mostOfAnAccount) {
    this.store = store;
    this.renumber = renumber;
    this.mostOfAnAccount = mostOfAnAccount;
  }

  /**
   * @throws RefusalException if the account has as many streams as it may have
   */
  Watch watch(AccountId account) {
    // Before the lock is taken: others need not wait for the database.
    var end = store.end(account).map(Placed::position).orElse(Position.START);
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

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("trunkline-events").start(this::follow);
  }

  /** Ends all streams, before a web server that waits for the end of its requests. */
  @Override
  public void stop() {
    lock.lock();
    try {
      running = false;
      changed.signalAll();
      watched.values().forEach(one -> one.recent.wake());
      long left = GOODBYE.toNanos();
      while (!watched.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void follow() {
    try {
      while (isWatched()) {
        boolean full = false;
        try {
          full = look();
        } catch (RuntimeException e) {
          log.warn("Streams of events stand still, and are looked after again", e);
        }
        if (!full) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for somebody to look for. */
  private boolean isWatched() throws InterruptedException {
    lock.lock();
    try {
      while (running && watched.isEmpty()) {
        changed.await();
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      long left = PAUSE.toNanos();
      while (running && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return whether there is more to be found at once
   */
  private boolean look() {
    var recent = recent();
    if (isNumberedAnew(recent.keySet())) {
      endAll();
      return false;
    }
    var news =
        store.after(
            recent.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().known())),
            Recent.MOST);
    boolean full = false;
    for (var one : recent.entrySet()) {
      var found = news.getOrDefault(one.getKey(), List.of());
      if (!found.isEmpty()) {
        one.getValue().append(found);
      }
      full |= found.size() == Recent.MOST;
    }
    return full;
  }

  /** Whether places that were found before the last look are none any more. */
  private boolean isNumberedAnew(Set<AccountId> accounts) {
    if (store.numbering(accounts).isDue()) {
      renumber.run();
    }
    long before = numbering;
    numbering = store.numbering(accounts).times();
    return before >= 0 && before != numbering;
  }

  /** Their readers come back with the ids of events, whose places are looked up. */
  private void endAll() {
    lock.lock();
    try {
      watched.values().forEach(one -> one.recent.end());
      watched.clear();
    } finally {
      lock.unlock();
    }
  }

  private Map<AccountId, Recent> recent() {
    lock.lock();
    try {
      return watched.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().recent));
    } finally {
      lock.unlock();
    }
  }
}
