// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.List;

/**
 * A lane in which something is due.
 *
 * @param priorities of its classes in which something is due, the most urgent first
 * @param paces of its limits when that was read
 * @param contested whether rows that are not urgent are due in it, or in a lane that shares a limit
 */
record DueLane(Lane lane, List<Integer> priorities, Paces paces, boolean contested) {

  boolean isUrgent() {
    return Waiting.isUrgent(priorities.getFirst());
  }

  Instant worthClaimingAt() {
    return priorities.stream()
        .map(this::worthClaimingAt)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** Whether rows that are not urgent could leave now by its paces. */
  boolean letsOthersLeave(Instant now) {
    return priorities.stream()
        .anyMatch(each -> Waiting.isNotUrgent(each) && !worthClaimingAt(each).isAfter(now));
  }

  /** The lane with those of its classes that its paces let leave now; at least one does. */
  DueLane thatIsFree(Instant now) {
    var free = priorities.stream().filter(each -> !worthClaimingAt(each).isAfter(now)).toList();
    return new DueLane(lane, free, paces, contested);
  }

  private Instant worthClaimingAt(int priority) {
    return paces.worthClaimingAt(Waiting.isUrgent(priority));
  }
}
