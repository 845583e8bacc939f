// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Records what happens, and tells it in order. */
public final class Events {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final EventStore store;
  private final Supplier<List<EventSubscriber>> subscribers;
  private final Ids ids;
  private final Clock clock;

  Events(EventStore store, Supplier<List<EventSubscriber>> subscribers, Ids ids, Clock clock) {
    this.store = store;
    this.subscribers = subscribers;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records events in the transaction of the caller, in this order. Several at once cost little
   * more than one.
   */
  public void record(List<NewEvent> happened) {
    if (happened.isEmpty()) {
      return;
    }
    var now = Storage.storable(clock.instant());
    var events =
        happened.stream()
            .map(
                one ->
                    new Event(
                        new EventId(ids.next()),
                        one.account(),
                        one.type(),
                        one.subject(),
                        now,
                        JSON.writeValueAsString(one.data())))
            .toList();
    store.insert(events);
    subscribers.get().forEach(subscriber -> subscriber.recorded(events));
  }
}
