// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.List;
import java.util.UUID;

/**
 * Rows that share their limits: those of one sender, say.
 *
 * @param id the {@code lane_id} of the rows
 * @param limits all of which a row keeps, each named once; with none, rows leave as fast as they
 *     are worked on
 * @param bounds how many of its rows each node works on at once, each named once; with none, as
 *     many as the node has places
 */
public record Lane(UUID id, List<Limit> limits, List<Bound> bounds) {

  public Lane(UUID id, List<Limit> limits) {
    this(id, limits, List.of());
  }

  public Lane {
    limits = List.copyOf(limits);
    bounds = List.copyOf(bounds);
    if (limits.stream().map(Limit::id).distinct().count() < limits.size()) {
      throw new IllegalArgumentException("A lane has each of its limits once");
    }
    if (bounds.stream().map(Bound::id).distinct().count() < bounds.size()) {
      throw new IllegalArgumentException("A lane has each of its bounds once");
    }
  }
}
