// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.DueStore.Due;
import io.trunkline.callbacks.DueStore.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Takes what is due of a turn, the longest due first. What was applied stays in the index until
 * that is vacuumed, so a look begins where the one before has ended; and every few seconds at the
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
  private final Turn turn;
  private final int most;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Instant head = Instant.EPOCH;
  private long lookedBack;

  /**
   * @param most how many are taken at once
   * @param nanoTime as {@link System#nanoTime}: unlike the clock it is never set
   */
  DueClaims(DueStore due, Turn turn, int most, Clock clock, LongSupplier nanoTime) {
    this.due = due;
    this.turn = turn;
    this.most = most;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lookedBack = nanoTime.getAsLong() - STRAGGLING.toNanos();
  }

  static Map<Turn, DueClaims> ofEachTurn(
      DueStore due, int most, Clock clock, LongSupplier nanoTime) {
    return Map.of(
        Turn.FIRST, new DueClaims(due, Turn.FIRST, most, clock, nanoTime),
        Turn.AGAIN, new DueClaims(due, Turn.AGAIN, most, clock, nanoTime));
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
    var ahead = room == 0 ? List.<Due>of() : due.claimMisdated(turn, latest(now), room);
    if (ahead.size() < most) {
      lookedBack = nanoTime.getAsLong();
    }
    claimed.addAll(ahead);
    return claimed;
  }

  private Instant latest(Instant now) {
    var ahead = now.plus(AHEAD);
    return switch (turn) {
      case FIRST -> ahead;
      case AGAIN -> ahead.plus(CallbackPatience.LONGEST_PAUSE);
    };
  }

  private List<Due> from(Instant from, Instant now) {
    var claimed = due.claim(turn, from, now, most);
    head = claimed.size() < most ? now : claimed.getLast().nextAttemptAt();
    return claimed;
  }
}
