// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.Comparator;
import java.util.List;

/**
 * Lets nobody starve: the first goes before the others, but of every ten units one is for whoever
 * has waited longest of those passed over.
 *
 * @param passedOver units that have left before others since the last of those was let through
 */
record Turns(int passedOver) {

  static final Turns NONE = new Turns(0);

  private static final int ONE_IN = 10;

  /** Whether it is the turn of one that was passed over. */
  boolean isOfOthers() {
    return passedOver >= ONE_IN - 1;
  }

  /**
   * Which leaves next.
   *
   * @param heads the oldest row of each class that waits, in the order of their priorities; at
   *     least one
   */
  Waiting next(List<Waiting> heads) {
    return isOfOthers() && heads.size() > 1
        ? heads.stream().skip(1).min(Comparator.comparing(Waiting::dueAt)).orElseThrow()
        : heads.getFirst();
  }

  /**
   * @param first whether those were the first's units
   * @param othersWait whether there was anybody to pass over
   */
  Turns after(int units, boolean first, boolean othersWait) {
    return first && othersWait ? new Turns(Math.min(passedOver + units, ONE_IN)) : NONE;
  }
}
