// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The room alone, on a database of a test, and what can be read of it. */
public final class TestEvents {

  static final Duration KEEP = Duration.ofDays(30);

  private TestEvents() {}

  public static Events on(Storage storage, Clock clock) {
    return new Events(new EventStore(storage), List::of, null, KEEP, new Ids(clock), clock);
  }

  static Events in(TestDatabase database, Clock clock, List<EventSubscriber> subscribers) {
    return new Events(
        new EventStore(database.storage()), () -> subscribers, null, KEEP, new Ids(clock), clock);
  }

  /**
   * All that is recorded of one thing, oldest first; a long transaction elsewhere delays nothing.
   */
  public static List<Event> of(TestDatabase database, AccountId account, String subject) {
    var store = new EventStore(database.storage());
    return database
        .jdbc()
        .sql("SELECT id FROM trunkline.events WHERE subject = :subject ORDER BY tx, seq")
        .param("subject", subject)
        .query((row, index) -> store.find(account, new EventId(row.getObject("id", UUID.class))))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The types of them. */
  public static List<String> typesOf(TestDatabase database, AccountId account, String subject) {
    return of(database, account, subject).stream().map(Event::type).toList();
  }
}
