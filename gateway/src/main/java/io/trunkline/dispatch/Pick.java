// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which of the rows of a lane leave now.
 *
 * @param rows those that leave, in order
 * @param paces of the lane once they have left
 * @param turns once they have left
 */
record Pick(List<Waiting> rows, Paces paces, Turns turns) {

  /**
   * @param due rows of the lane, each class in the order of its age
   * @param contested whether rows that are not urgent wait for these paces
   */
  static Pick of(
      List<Waiting> due,
      Paces paces,
      boolean contested,
      Turns turns,
      Capacity capacity,
      Instant now) {
    var classes = new TreeMap<Integer, Deque<Waiting>>();
    for (var row : due) {
      classes.computeIfAbsent(row.priority(), priority -> new ArrayDeque<>()).add(row);
    }
    var rows = new ArrayList<Waiting>();
    while (true) {
      var left = capacity;
      var charged = paces;
      var heads =
          classes.values().stream()
              .map(Deque::getFirst)
              .filter(row -> left.isFor(row.isUrgent()) && charged.areFree(row.isUrgent(), now))
              .toList();
      if (heads.isEmpty()) {
        return new Pick(rows, paces, turns);
      }
      var next = turns.next(heads);
      Objects.requireNonNull(classes.get(next.priority())).removeFirst();
      classes.values().removeIf(Deque::isEmpty);
      rows.add(next);
      capacity = capacity.without(next);
      paces = paces.after(next.units(), next.isUrgent(), contested, now);
      turns = turns.after(next.units(), next == heads.getFirst(), heads.size() > 1);
    }
  }

  /** The urgent among those that leave, or the others. */
  List<UUID> ids(boolean urgent) {
    return rows.stream().filter(row -> row.isUrgent() == urgent).map(Waiting::id).toList();
  }

  /**
   * How many rows this node can work on.
   *
   * @param places all that are free
   * @param reserved how many of them are for urgent rows only
   * @param keepsOne whether one of them is for a row that is not urgent: some wait, and none is
   *     worked on
   * @param ofLane how many rows of the lane may be added to those that are worked on
   */
  record Capacity(int places, int reserved, boolean keepsOne, int ofLane) {

    Capacity(int places, int reserved, boolean keepsOne) {
      this(places, reserved, keepsOne, Crowds.UNBOUNDED);
    }

    Capacity forLane(int atMost) {
      return new Capacity(places, reserved, keepsOne, atMost);
    }

    /** How many rows could be worked on, of whatever urgency. */
    int most() {
      return Math.min(places, ofLane);
    }

    boolean isFor(boolean urgent) {
      return ofLane > 0 && places >= least(urgent);
    }

    /** How many must be free for a row to get one. */
    int least(boolean urgent) {
      return 1 + (urgent ? (keepsOne ? 1 : 0) : keepsOne ? 0 : reserved);
    }

    Capacity without(Waiting row) {
      return new Capacity(places - 1, reserved, keepsOne && row.isUrgent(), ofLane - 1);
    }
  }
}
