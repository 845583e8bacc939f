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
 */
public record Lane(UUID id, List<Limit> limits) {

  public Lane {
    limits = List.copyOf(limits);
    if (limits.stream().map(Limit::id).distinct().count() < limits.size()) {
      throw new IllegalArgumentException("A lane has each of its limits once");
    }
  }
}
