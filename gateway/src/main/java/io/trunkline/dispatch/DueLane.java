// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A lane in which something is due.
 *
 * @param priorities of its classes in which something is due, the most urgent first
 * @param freeAt when the last of its paces is free
 * @param letThrough whether others were passed over for long enough that one row of this lane goes
 *     in the place of an urgent one
 */
record DueLane(Lane lane, List<Integer> priorities, Instant freeAt, boolean letThrough) {

  DueLane(Lane lane, List<Integer> priorities, Instant freeAt) {
    this(lane, priorities, freeAt, false);
  }

  boolean isUrgent() {
    return Waiting.isUrgent(priorities.getFirst());
  }

  DueLane asLetThrough() {
    return new DueLane(lane, priorities, freeAt, true);
  }

  /** How far ahead of its paces its rows may run, urgent ones apart. */
  Duration ahead() {
    return letThrough ? Pace.URGENTLY_AHEAD : Pace.AHEAD;
  }

  Instant worthClaimingAt() {
    return Pace.worthClaimingAt(freeAt, isUrgent() || letThrough);
  }
}
