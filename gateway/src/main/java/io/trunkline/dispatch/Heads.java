// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where this node has seen the oldest waiting row of each class. What has been claimed leaves dead
 * entries at the head of the index until they are vacuumed; whoever begins at the last head steps
 * over none of them.
 *
 * <p>A hint, and no more: once a second every class is looked through from its beginning, for rows
 * that came back or were committed late. Urgent classes always are. For one thread.
 */
final class Heads {

  /** Rows of one lane with one priority. */
  record RowClass(UUID lane, int priority) {

    /** The order of the index; PostgreSQL compares ids as their text, Java does not. */
    static final Comparator<RowClass> ORDER =
        Comparator.comparing((RowClass each) -> each.lane().toString())
            .thenComparing(RowClass::priority);
  }

  /** A row, by its place within its class. */
  record Place(Instant dueAt, UUID id) {

    /** Before every row. */
    static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
  }

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final TreeMap<RowClass, Place> places = new TreeMap<>(RowClass.ORDER);
  private long lookedAt = System.nanoTime();

  /** From where on to look for each class known, in the order of the index. */
  Map<RowClass, Place> known() {
    if (System.nanoTime() - lookedAt > LOOK_AGAIN.toNanos()) {
      lookedAt = System.nanoTime();
      places.replaceAll((each, place) -> Place.START);
    }
    return places;
  }

  /** From where on to look for classes of one lane. */
  List<Place> of(UUID lane, Collection<Integer> priorities) {
    return priorities.stream()
        .map(priority -> places.getOrDefault(new RowClass(lane, priority), Place.START))
        .toList();
  }

  /** A class of which nothing was known. */
  void discovered(RowClass found) {
    places.put(found, Place.START);
  }

  void seen(RowClass of, Place head) {
    if (Waiting.isNotUrgent(of.priority())) {
      places.put(of, head);
    }
  }
}
