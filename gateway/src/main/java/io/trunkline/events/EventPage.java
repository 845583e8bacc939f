// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events in their order.
 *
 * @param next where to go on after: the last event that was looked at, whether it was asked for or
 *     not, or what was asked for if there is nothing new; null as long as the account has none
 * @param more whether it is worth asking again at once
 */
public record EventPage(List<Event> events, @Nullable EventId next, boolean more) {

  public EventPage {
    events = List.copyOf(events);
  }
}
