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
 * @param atOnce how many of its rows each node works on at once, at least 1; so many places, and no
 *     more, can be held by what works slowly here
 */
public record Lane(UUID id, List<Limit> limits, int atOnce) {

  /** As many as the node has places. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  public Lane(UUID id, List<Limit> limits) {
    this(id, limits, UNBOUNDED);
  }

  public Lane {
    if (atOnce < 1) {
      throw new IllegalArgumentException("Of a lane at least one row is worked on at once");
    }
    limits = List.copyOf(limits);
    if (limits.stream().map(Limit::id).distinct().count() < limits.size()) {
      throw new IllegalArgumentException("A lane has each of its limits once");
    }
  }
}
