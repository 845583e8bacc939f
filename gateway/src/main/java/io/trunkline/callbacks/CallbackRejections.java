// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.account.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Says why callbacks are refused: in the log, and in the table {@code callback_rejections}. A
 * diagnosis is dear, and anybody can ask for one: on each node one a second for each kind of
 * callback and account, so that who floods one hides no other; {@link #MOST_A_SECOND} altogether;
 * one at a time. The others are counted.
 */
final class CallbackRejections {

  private static final Logger log = LoggerFactory.getLogger(CallbackRejections.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  static final int MOST_A_SECOND = 5;

  /** Accounts times kinds of callbacks; who has more is looked at less evenly. */
  private static final int MOST_COUNTS = 10_000;

  private record Key(AccountId account, String kind) {}

  /** What has become of one kind of one account's callbacks. */
  private static final class Count {

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong unrecorded = new AtomicLong();
    private volatile @Nullable UUID row;

    boolean takesTurn(Instant now) {
      var before = last.get();
      return !before.plus(PAUSE).isAfter(now) && last.compareAndSet(before, now);
    }
  }

  /** The second that runs, and how many turns were taken in it. */
  private record Turns(long second, int taken) {}

  private final CallbackRejectionStore store;
  private final Clock clock;
  private final Cache<Key, Count> counts = Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();
  private final AtomicReference<Turns> turns = new AtomicReference<>(new Turns(0, 0));
  private final Semaphore atWork = new Semaphore(1);

  CallbackRejections(CallbackRejectionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Records a refusal, or counts it. */
  void add(AccountId account, CallbackRoute route, Supplier<SignatureDiagnosis> why) {
    var count = counts.get(new Key(account, route.kind()), _ -> new Count());
    var now = clock.instant();
    if (!count.takesTurn(now) || !takesTurn(now) || !atWork.tryAcquire()) {
      count.unrecorded.incrementAndGet();
      return;
    }
    try {
      record(account, route, now, count, why.get());
    } catch (DataAccessException e) {
      // The refusal itself stands.
      log.warn("The refusal could not be recorded ({})", e.getClass().getSimpleName());
    } finally {
      atWork.release();
    }
  }

  private boolean takesTurn(Instant now) {
    var second = now.getEpochSecond();
    return turns
            .updateAndGet(
                before -> new Turns(second, before.second() == second ? before.taken() + 1 : 1))
            .taken()
        <= MOST_A_SECOND;
  }

  private void record(
      AccountId account,
      CallbackRoute route,
      Instant now,
      Count count,
      SignatureDiagnosis diagnosis) {
    log.warn(
        "Refused a callback to {}: {}{}. Look at: {}",
        route.path(),
        diagnosis.reason(),
        diagnosis.wouldMatch() == null ? "" : " (right: " + diagnosis.wouldMatch() + ")",
        diagnosis.setting());
    write(count);
    count.row = store.insert(account, route, now, diagnosis);
  }

  private void write(Count count) {
    var row = count.row;
    if (row != null) {
      var more = count.unrecorded.getAndSet(0);
      if (more > 0) {
        store.addUnrecorded(row, more);
      }
    }
  }

  /**
   * The newest first. What this node has counted is in it; what another has counted comes with its
   * next row.
   *
   * @param kind of all kinds if null
   */
  List<CallbackRejection> latest(AccountId account, @Nullable String kind, int limit) {
    counts
        .asMap()
        .forEach(
            (key, count) -> {
              if (key.account().equals(account)) {
                write(count);
              }
            });
    return store.latest(account, kind, limit);
  }
}
