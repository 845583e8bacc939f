// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.UUID;

/**
 * Rows that share one pace: those of one sender, say.
 *
 * @param unitsPerSecond how fast they may leave, in units of their room's choosing (segments of a
 *     text); more than nothing
 */
public record Lane(UUID id, double unitsPerSecond) {

  public Lane {
    if (!(unitsPerSecond > 0)) {
      throw new IllegalArgumentException("A pace is a positive number of units per second");
    }
  }
}
