// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many rows of each lane this node is working on, of those lanes for which that is bounded; of
 * the others it keeps nothing. Entered by one thread, left by any.
 */
final class Crowds {

  private final Map<UUID, Integer> sizes = new ConcurrentHashMap<>();

  /** How many more rows of the lane may be worked on. */
  int free(Lane lane) {
    return isBounded(lane)
        ? Math.max(0, lane.atOnce() - sizes.getOrDefault(lane.id(), 0))
        : Lane.UNBOUNDED;
  }

  void enter(Lane lane) {
    if (isBounded(lane)) {
      sizes.merge(lane.id(), 1, Integer::sum);
    }
  }

  /** Whether the lane was full until now, so that a row of it may be claimed again. */
  boolean leave(Lane lane) {
    if (!isBounded(lane)) {
      return false;
    }
    // In one step: whoever enters meanwhile may have found the lane full.
    var left = sizes.computeIfPresent(lane.id(), (id, size) -> size > 1 ? size - 1 : null);
    return (left == null ? 0 : left) + 1 >= lane.atOnce();
  }

  private static boolean isBounded(Lane lane) {
    return lane.atOnce() != Lane.UNBOUNDED;
  }
}
