// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.signatures.SignedRequest;
import java.net.URI;
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
public final class Rejections {

  private static final Logger log = LoggerFactory.getLogger(Rejections.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  static final int MOST_A_SECOND = 5;

  /** Accounts times kinds of callbacks; who has more is looked at less evenly. */
  private static final int MOST_COUNTS = 10_000;

  private static final int LARGEST_PAGE = 1000;

  private record Key(AccountId account, String kind) {}

  /** What has become of one kind of one account's callbacks. */
  private static final class Count {

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong unrecorded = new AtomicLong();
    private volatile @Nullable UUID row;

    boolean takesTurn(Instant now) {
      var before = last.get();
      // Also where the clock has been set back.
      return Duration.between(before, now).abs().compareTo(PAUSE) >= 0
          && last.compareAndSet(before, now);
    }
  }

  /** The second that runs, and how many turns were taken in it. */
  private record Turns(long second, int taken) {}

  private final RejectionStore store;
  private final Accounts accounts;
  private final Clock clock;
  private final Cache<Key, Count> counts = Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();
  private final AtomicReference<Turns> turns = new AtomicReference<>(new Turns(0, 0));
  private final Semaphore atWork = new Semaphore(1);

  Rejections(RejectionStore store, Accounts accounts, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Records that a request was refused, or counts it.
   *
   * @param kind of callback, {@code message_status}
   * @param route its path, with places instead of values
   * @param why asked only if it is recorded
   */
  public void add(AccountId account, String kind, String route, Supplier<SignatureDiagnosis> why) {
    var count = counts.get(new Key(account, kind), _ -> new Count());
    var now = clock.instant();
    if (!count.takesTurn(now) || !takesTurn(now) || !atWork.tryAcquire()) {
      count.unrecorded.incrementAndGet();
      return;
    }
    try {
      record(account, kind, route, now, count, why.get());
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
      String kind,
      String route,
      Instant now,
      Count count,
      SignatureDiagnosis diagnosis) {
    log.warn(
        "Refused a callback to {}: {}{}. Look at: {}",
        route,
        diagnosis.reason(),
        diagnosis.wouldMatch() == null ? "" : " (right: " + diagnosis.wouldMatch() + ")",
        diagnosis.setting());
    write(count);
    count.row = store.insert(account, kind, route, now, diagnosis);
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
   * Why a request of the account's has a wrong signature. Tries some thousand others: for one that
   * has been refused, and not for every one.
   *
   * @param route its path with places; what stands in them is shown if it is an id, and if somebody
   *     has certainly signed it
   */
  public SignatureDiagnosis diagnose(
      AccountId account, SignedRequest request, String route, URI publicUrl) {
    return SignatureDiagnosis.of(
        request, ShownUrl.path(route, request.path()), publicUrl, Signers.of(account, accounts));
  }

  /**
   * Requests that were not believed, the newest first: why, and what to change. What this node has
   * only counted is in it; what another has counted comes with its next row.
   *
   * @param kind of callback; of all if null
   * @param limit up to a thousand
   */
  public List<Rejection> latest(AccountId account, @Nullable String kind, int limit) {
    counts
        .asMap()
        .forEach(
            (key, count) -> {
              if (key.account().equals(account)) {
                write(count);
              }
            });
    return store.latest(account, kind, Math.clamp(limit, 1, LARGEST_PAGE));
  }
}
