// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.DueStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes what is due, the longest due first. What was applied stays in the index until that is
 * vacuumed, so a look begins where the one before has ended; and every few seconds at the
 * beginning, for what has turned up behind that: whatever was stored by a slow transaction, left by
 * a node that has died, or stored by a clock that was wrong.
 */
final class DueClaims {

  /** How far behind the last one a callback may turn up that was stored a little later. */
  static final Duration STRAGGLING = Duration.ofSeconds(5);

  /**
   * Nothing is put off for so long before it is tried for the first time, and clocks agree so far.
   */
  static final Duration AHEAD = Duration.ofMinutes(1);

  private final DueStore due;
  private final int most;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Instant head = Instant.EPOCH;
  private long lookedBack;

  /**
   * @param most how many are taken at once
   * @param nanoTime as {@link System#nanoTime}: unlike the clock it is never set
   */
  DueClaims(DueStore due, int most, Clock clock, LongSupplier nanoTime) {
    this.due = due;
    this.most = most;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lookedBack = nanoTime.getAsLong() - STRAGGLING.toNanos();
  }

  /** The next, locked for the transaction of the caller; at most as many as are taken at once. */
  List<Due> next() {
    var now = clock.instant();
    var from = head.minus(STRAGGLING);
    boolean looksBack =
        from.isAfter(now) || nanoTime.getAsLong() - lookedBack >= STRAGGLING.toNanos();
    return looksBack ? fromTheBeginning(now) : from(from, now);
  }

  private List<Due> fromTheBeginning(Instant now) {
    var claimed = new ArrayList<>(from(Instant.EPOCH, now));
    int room = most - claimed.size();
    var ahead = room == 0 ? List.<Due>of() : misdated(now.plus(AHEAD), room);
    if (ahead.size() < most) {
      lookedBack = nanoTime.getAsLong();
    }
    claimed.addAll(ahead);
    return claimed;
  }

  private List<Due> misdated(Instant ahead, int room) {
    return due.claimMisdated(ahead, ahead.plus(CallbackPatience.LONGEST_PAUSE), room);
  }

  private List<Due> from(Instant from, Instant now) {
    var claimed = due.claim(from, now, most);
    if (!claimed.isEmpty()) {
      head = claimed.getLast().nextAttemptAt();
    }
    return claimed;
  }
}
