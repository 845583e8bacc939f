// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace of one limit (generic cell rate algorithm): units leave evenly, one that was idle has
 * saved nothing up, and what a claim takes beyond its due is paid by the next ones waiting longer.
 */
record Pace(double unitsPerSecond, Instant nextFreeAt) {

  /**
   * How far ahead of an even flow a lane may be. A fast lane so leaves in a few batches a second
   * instead of one claim for each unit; a lane below five units a second leaves one by one.
   */
  static final Duration AHEAD = Duration.ofMillis(200);

  /** How far urgent rows may run ahead. */
  static final Duration URGENTLY_AHEAD = Duration.ofSeconds(1);

  private static final double NANOS_PER_SECOND = 1e9;

  /** Whether one more unit may leave. */
  boolean isFree(Instant now, Duration ahead) {
    return !nextFreeAt.isAfter(now.plus(ahead));
  }

  /**
   * When to claim again: for urgent rows at the first free unit; for others when half a batch is
   * free, so that claims of a fast lane stay few.
   */
  static Instant worthClaimingAt(Instant nextFreeAt, boolean urgent) {
    return nextFreeAt.minus(urgent ? URGENTLY_AHEAD : AHEAD.dividedBy(2));
  }

  /** The pace after these units have left. */
  Pace after(int units, Instant now) {
    return new Pace(unitsPerSecond, freeAfter(units, now));
  }

  /** When the next unit is free once these have left. */
  Instant freeAfter(long units, Instant now) {
    var from = nextFreeAt.isAfter(now) ? nextFreeAt : now;
    return from.plusNanos(Math.round(units / unitsPerSecond * NANOS_PER_SECOND));
  }

  /** How many units can leave at once, however long this was idle. */
  int mostAtOnce(Duration ahead) {
    return 1 + (int) (unitsPerSecond * ahead.toNanos() / NANOS_PER_SECOND);
  }
}
