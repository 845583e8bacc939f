// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.util.Comparator;

/**
 * A place in the order of events: just after one of them.
 *
 * @param tx the number of the transaction that made it true, or of a later one that had told of the
 *     same thing before
 * @param seq when it was recorded, compared with others of that number
 */
record Position(long tx, long seq) implements Comparable<Position> {

  private static final Comparator<Position> IN_ORDER =
      Comparator.comparingLong(Position::tx).thenComparingLong(Position::seq);

  /** Before all of them. */
  static final Position START = new Position(Long.MIN_VALUE, Long.MIN_VALUE);

  @Override
  public int compareTo(Position other) {
    return IN_ORDER.compare(this, other);
  }
}
