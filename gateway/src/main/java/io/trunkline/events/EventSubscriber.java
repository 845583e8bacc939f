// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.util.List;
import java.util.UUID;

/** Somebody who has to know of each event, whatever breaks. A room contributes one bean. */
public interface EventSubscriber {

  /**
   * Called inside the transaction that makes the events true, once they are recorded: what it
   * writes stands or falls with them, and it must be quick.
   *
   * @param audience the version of {@code event_audience} when they were recorded, which is another
   *     after each change in a table with the trigger {@code audience_has_changed}: who remembers
   *     for whom it listens, and since which version, need not ask
   */
  void recorded(List<Event> events, UUID audience);

  /**
   * Called inside the transaction that forgets some events for their age, before it does: whoever
   * still needs them in {@code trunkline.events} copies them.
   *
   * @param after those with a greater id than this
   * @param last up to this one
   */
  default void forgetting(EventId after, EventId last) {}
}
