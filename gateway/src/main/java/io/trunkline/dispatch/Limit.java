// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.UUID;

/**
 * A pace that the rows of one lane or of several keep together, over all nodes: a sender's, an
 * account's, a country's.
 *
 * @param id under which all nodes share it, within one queue
 * @param unitsPerSecond how fast rows may leave, in units of their room's choosing (segments of a
 *     text); more than nothing
 */
public record Limit(UUID id, double unitsPerSecond) {

  public Limit {
    if (!(unitsPerSecond > 0 && Double.isFinite(unitsPerSecond))) {
      throw new IllegalArgumentException("A pace is a positive number of units per second");
    }
  }
}
