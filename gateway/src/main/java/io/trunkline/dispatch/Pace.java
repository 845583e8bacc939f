// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace of one limit (generic cell rate algorithm, with two clocks): units leave evenly, one
 * that was idle has saved nothing up, and what a claim takes beyond its due is paid by the next
 * ones waiting longer.
 *
 * <p>Urgent units leave by a clock that knows nothing of the others, so that a code waits for no
 * long text; they are charged to both clocks, so that the others wait for them. That clock runs no
 * faster than the pace either: the debt of all stays bounded, and so the pace holds.
 */
record Pace(double unitsPerSecond, Clocks clocks) {

  /**
   * How far ahead of an even flow a lane may be. A fast lane so leaves in batches instead of one
   * claim for each unit, and loses nothing while a busy machine claims late; a lane of three units
   * a second leaves one by one.
   */
  static final Duration AHEAD = Duration.ofMillis(300);

  /** How much of that is gathered before it is claimed. */
  private static final Duration BATCH = AHEAD.dividedBy(4);

  /** How far urgent units may run ahead of their own even flow: this many of a slow lane, */
  private static final int UNITS_URGENTLY_AHEAD = 2;

  /** and at least what this time brings of a fast one, but never more than the longest brings. */
  private static final Duration SHORTEST_URGENTLY_AHEAD = Duration.ofMillis(150);

  private static final Duration LONGEST_URGENTLY_AHEAD = Duration.ofSeconds(1);

  /** What urgent units may use of a pace for which others wait; the rest is for these. */
  private static final double URGENT_SHARE = 0.9;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Whether one more unit may leave. */
  boolean isFree(boolean urgent, Instant now) {
    return !clock(urgent).isAfter(now.plus(ahead(urgent)));
  }

  /**
   * When to claim again: for urgent rows at the first free unit; for others when a batch is free,
   * so that claims of a fast lane stay few.
   */
  Instant worthClaimingAt(boolean urgent) {
    return clock(urgent).minus(ahead(urgent)).plus(urgent ? Duration.ZERO : BATCH);
  }

  /**
   * The pace after these units have left.
   *
   * @param contested whether rows that are not urgent wait for it
   */
  Pace after(int units, boolean urgent, boolean contested, Instant now) {
    var share = contested ? URGENT_SHARE : 1;
    return new Pace(
        unitsPerSecond,
        new Clocks(
            later(clocks.all(), units, now),
            urgent ? later(clocks.urgent(), units / share, now) : clocks.urgent()));
  }

  /** When the next unit is free once these have left. */
  Instant freeAfter(long units, boolean urgent, Instant now) {
    return later(clock(urgent), units, now);
  }

  /** The clocks of a pace by which nothing leaves before this time, and then one by one. */
  Clocks heldBackUntil(Instant until) {
    return new Clocks(until.plus(ahead(false)), until.plus(ahead(true)));
  }

  /** How many units may leave now, one by one. */
  int free(boolean urgent, Instant now) {
    if (!isFree(urgent, now)) {
      return 0;
    }
    var ahead = Duration.between(later(clock(urgent), 0, now), now.plus(ahead(urgent)));
    return 1 + (int) (unitsPerSecond * ahead.toNanos() / NANOS_PER_SECOND);
  }

  private Duration ahead(boolean urgent) {
    if (!urgent) {
      return AHEAD;
    }
    var ahead = time(UNITS_URGENTLY_AHEAD);
    return ahead.compareTo(SHORTEST_URGENTLY_AHEAD) < 0
        ? SHORTEST_URGENTLY_AHEAD
        : ahead.compareTo(LONGEST_URGENTLY_AHEAD) > 0 ? LONGEST_URGENTLY_AHEAD : ahead;
  }

  private Instant clock(boolean urgent) {
    return urgent ? clocks.urgent() : clocks.all();
  }

  private Instant later(Instant clock, double units, Instant now) {
    return (clock.isAfter(now) ? clock : now).plus(time(units));
  }

  private Duration time(double units) {
    return Duration.ofNanos(Math.round(units / unitsPerSecond * NANOS_PER_SECOND));
  }
}
