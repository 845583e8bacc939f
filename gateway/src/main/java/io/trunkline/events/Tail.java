// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Watches watches;
  private final Clock clock;
  private volatile Instant lookedAt = Instant.MIN;

  /** Only the thread that looks uses these two; negative before its first look. */
  private long numbering = -1;

  private boolean failing;

  /**
   * @param renumber numbers the events anew if they are of another cluster
   * @param streams how many an account may have
   */
  Tail(EventStore store, Runnable renumber, int streams, Clock clock) {
    this.store = store;
    this.renumber = renumber;
    this.watches = new Watches(streams, clock);
    this.clock = clock;
  }

  /**
   * @throws RefusalException if the account has as many streams as it may have
   */
  Watches.Watch watch(AccountId account) {
    return watches.watch(
        account, store.end(account).map(EventStore.End::position).orElse(Position.START));
  }

  /** Until when streams were told what is new; empty while there is none. */
  Optional<Instant> toldUntil() {
    return watches.since().map(since -> since.isAfter(lookedAt) ? since : lookedAt);
  }

  @Override
  public void start() {
    watches.open();
    Thread.ofVirtual().name("trunkline-events").start(this::follow);
  }

  /** Ends all streams, before a web server that waits for the end of its requests. */
  @Override
  public void stop() {
    watches.close(GOODBYE);
  }

  @Override
  public boolean isRunning() {
    return watches.isOpen();
  }

  private void follow() {
    try {
      while (watches.awaitSome()) {
        if (foundAll()) {
          watches.pause(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is nothing more to be found at once. */
  private boolean foundAll() {
    try {
      boolean isAll = look();
      lookedAt = clock.instant();
      failing = false;
      return isAll;
    } catch (RuntimeException | Error e) {
      // An Error too: nobody would look from then on.
      if (!failing) {
        log.warn("Streams of events stand still; what is new is looked for until it works", e);
      }
      failing = true;
      return true;
    }
  }

  private boolean look() {
    var recent = watches.recent();
    if (isNumberedAnew(recent.keySet())) {
      watches.endAll();
      return true;
    }
    var news =
        store.after(
            recent.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().known())),
            Recent.MOST);
    boolean isAll = true;
    for (var one : recent.entrySet()) {
      var found = news.getOrDefault(one.getKey(), List.of());
      if (!found.isEmpty()) {
        one.getValue().append(found);
      }
      isAll &= found.size() < Recent.MOST;
    }
    return isAll;
  }

  /** Whether places that were found before the last look are none any more. */
  private boolean isNumberedAnew(Set<AccountId> accounts) {
    var found = store.numbering(accounts);
    if (found.isDue()) {
      renumber.run();
      found = store.numbering(accounts);
    }
    long before = numbering;
    numbering = found.times();
    return before >= 0 && before != numbering;
  }
}
