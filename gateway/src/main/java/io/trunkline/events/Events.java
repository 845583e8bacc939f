// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.events.EventStore.Placed;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records what happens, and tells it in order: what has happened to one thing in the order in which
 * it did, and all in one order that never changes. An event is told once no other can come before
 * it any more, so whoever goes on after the last one skips none.
 */
public final class Events {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final EventStore store;
  private final Supplier<List<EventSubscriber>> subscribers;
  private final @Nullable Tail tail;
  private final Duration keep;
  private final Ids ids;
  private final Clock clock;

  /**
   * @param tail null where there are no streams
   */
  Events(
      EventStore store,
      Supplier<List<EventSubscriber>> subscribers,
      @Nullable Tail tail,
      Duration keep,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.subscribers = subscribers;
    this.tail = tail;
    this.keep = keep;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records events in the transaction of the caller, in this order. Several at once cost little
   * more than one.
   *
   * @throws IllegalArgumentException if the catalogue knows no such type
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
                        Catalogue.known(one.type()),
                        one.subject(),
                        now,
                        JSON.writeValueAsString(one.data())))
            .toList();
    var audience = store.insert(events);
    subscribers.get().forEach(subscriber -> subscriber.recorded(events, audience));
  }

  /** An event of the account, as long as it is kept; also one that is not told in order yet. */
  public Optional<Event> find(AccountId account, EventId id) {
    return store.find(account, id);
  }

  /**
   * The next events, oldest first.
   *
   * @throws RefusalException if what comes after that event is not kept any more, or there is none
   */
  public EventPage list(EventQuery query) {
    var after = query.after();
    var from = after == null ? Position.START : position(query.account(), after);
    var found = store.after(from, query);
    var reached = found.reached();
    return new EventPage(
        found.events().stream().map(Placed::event).toList(),
        reached == null ? after : reached.event().id(),
        found.more());
  }

  /** The last event of an account that was told in order, kept or not; empty if it had none. */
  public Optional<EventId> latest(AccountId account) {
    return store.end(account).map(EventStore.End::event);
  }

  /**
   * Since when what has happened is not told in order, though it is recorded: a transaction is
   * open. Usually some milliseconds; empty if all is told.
   */
  public Optional<Instant> heldBackSince() {
    return store.heldBackSince();
  }

  /**
   * Until when the streams of this node were told what was new. A few times a second; if it is long
   * ago, they stand still. Empty while there are none.
   */
  public Optional<Instant> streamsToldUntil() {
    return tail == null ? Optional.empty() : tail.toldUntil();
  }

  /**
   * @throws RefusalException if what comes after that event is not kept any more, or there is none
   */
  Position position(AccountId account, EventId after) {
    var oldest = clock.instant().minus(keep);
    var cursor =
        store
            .cursor(account, after, oldest)
            .orElseThrow(() -> isForgotten(after, oldest) ? gone(after) : unknown(after));
    // Not by its own age: whoever has read everything misses nothing while nothing happens.
    if (cursor.isGone()) {
      throw gone(after);
    }
    return cursor.end().position();
  }

  /** Whether an event that is not there may have been. */
  private boolean isForgotten(EventId event, Instant oldest) {
    var made = Ids.madeAt(event.value());
    return made.isBefore(oldest)
        || store.oldest().filter(one -> !Ids.madeAt(one.value()).isAfter(made)).isEmpty();
  }

  private RefusalException gone(EventId after) {
    return Refusal.at(
            EventRefusal.EVENTS_GONE,
            "query:after",
            "What came after %s is too old: events are kept for %s. Begin again without it, or with after=latest, and read the present state of what you follow"
                .formatted(after, keep))
        .asException();
  }

  private static RefusalException unknown(EventId after) {
    return Refusal.at(
            EventRefusal.INVALID_EVENT_CURSOR,
            "query:after",
            after + " is no event of this account")
        .asException();
  }
}
