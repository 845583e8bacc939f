// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many rows this node is working on within each bound. Entered by one thread, left by any; the
 * one that enters also asks what is free.
 */
final class Crowds {

  /** As many as the node has places. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Map<UUID, Integer> sizes = new ConcurrentHashMap<>();

  /** In which no row was free when somebody asked. */
  private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();

  /**
   * How many more rows of the lane may be worked on; if none, {@link #leave} says when some are.
   */
  int free(Lane lane) {
    return lane.bounds().stream().mapToInt(this::free).min().orElse(UNBOUNDED);
  }

  private int free(Bound bound) {
    // Before looking, so that nobody who leaves meanwhile is overlooked.
    wanted.add(bound.id());
    var free = Math.max(0, bound.atOnce() - sizes.getOrDefault(bound.id(), 0));
    if (free > 0) {
      wanted.remove(bound.id());
    }
    return free;
  }

  void enter(Lane lane) {
    lane.bounds().forEach(bound -> sizes.merge(bound.id(), 1, Integer::sum));
  }

  /** Whether somebody has found nothing free where now there is something. */
  boolean leave(Lane lane) {
    var isWanted = false;
    for (var bound : lane.bounds()) {
      sizes.computeIfPresent(bound.id(), (id, size) -> size > 1 ? size - 1 : null);
      isWanted |= wanted.remove(bound.id());
    }
    return isWanted;
  }
}
