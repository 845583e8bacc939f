// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
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
 * @param ids of those that leave, in order
 * @param paces of the lane once they have left
 * @param turns once they have left
 */
record Pick(List<UUID> ids, Paces paces, Turns turns) {

  /**
   * @param due rows of the lane, each class in the order of its age
   * @param ahead how far ahead of the paces rows may run that are not urgent
   */
  static Pick of(
      List<Waiting> due, Paces paces, Turns turns, Capacity capacity, Duration ahead, Instant now) {
    var classes = new TreeMap<Integer, Deque<Waiting>>();
    for (var row : due) {
      classes.computeIfAbsent(row.priority(), priority -> new ArrayDeque<>()).add(row);
    }
    var ids = new ArrayList<UUID>();
    var left = capacity;
    while (!classes.isEmpty()) {
      var heads = classes.values().stream().map(Deque::getFirst).toList();
      var first = heads.getFirst();
      // Who is let through goes in the place of the first, as far ahead as that might.
      if (!paces.areFree(now, first.isUrgent() ? Pace.URGENTLY_AHEAD : ahead)) {
        break;
      }
      var next = turns.next(heads);
      if (!left.isFor(next)) {
        next = first;
      }
      if (!left.isFor(next)) {
        break;
      }
      Objects.requireNonNull(classes.get(next.priority())).removeFirst();
      classes.values().removeIf(Deque::isEmpty);
      ids.add(next.id());
      left = left.without(next);
      paces = paces.after(next.units(), now);
      turns = turns.after(next.units(), next == first, heads.size() > 1);
    }
    return new Pick(ids, paces, turns);
  }

  /**
   * How many rows this node can work on.
   *
   * @param places all that are free
   * @param reserved how many of them are for urgent rows only
   */
  record Capacity(int places, int reserved) {

    boolean isFor(Waiting row) {
      return isFor(row.isUrgent());
    }

    boolean isFor(boolean urgent) {
      return places > (urgent ? 0 : reserved);
    }

    Capacity without(Waiting row) {
      return new Capacity(places - 1, reserved);
    }
  }
}
