// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.events.EventStore.End;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Opens streams of events. */
final class EventStreams {

  private final Events events;
  private final EventStore store;
  private final Tail tail;
  private final EventStream.Times times;

  EventStreams(Events events, EventStore store, Tail tail, EventStream.Times times) {
    this.events = events;
    this.store = store;
    this.tail = tail;
    this.times = times;
  }

  /**
   * Goes on after an event, or with what happens from now on if none is named.
   *
   * @throws io.trunkline.problem.RefusalException if the account has too many streams, or what
   *     comes after that event is not kept any more, or there is none
   */
  ResponseBodyEmitter open(EventQuery query) {
    var account = query.account();
    var after = query.after();
    var from =
        after != null
            ? new End(after, events.position(account, after))
            : store.end(account).orElse(null);
    return new EventStream(store, tail.watch(account), query, from, times).start();
  }
}
