// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.MovableClock;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept, and what stays of it in another cluster. */
class RetentionTest {

  private final TestDatabase database = TestDatabase.create();
  private final AccountId account = TestAccounts.in(database.storage()).configured().id();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final Events events = TestEvents.on(database.storage(), clock);
  private final List<String> announced = new ArrayList<>();
  private final EventSubscriber subscriber = new Heir();
  private final RetentionStore retention =
      new RetentionStore(
          database.storage(),
          new TransactionTemplate(database.transactions()),
          () -> List.of(subscriber),
          2);

  private final ClusterStore cluster =
      new ClusterStore(
          database.storage(),
          new EventStore(database.storage()),
          new TransactionTemplate(database.transactions()));

  @Test
  void forgetsWhatIsOldAndNothingElse() {
    for (int i = 0; i < 5; i++) {
      record("old " + i);
    }
    clock.move(Duration.ofHours(2));
    record("young");
    clock.move(TestEvents.KEEP.minusMinutes(59));

    retention.forget(clock.instant().minus(TestEvents.KEEP));

    assertThat(
            database.jdbc().sql("SELECT subject FROM trunkline.events").query(String.class).list())
        .containsExactly("young");
  }

  @Test
  void asksBeforeItForgetsWhoeverMayNeedThemForLonger() {
    for (int i = 0; i < 5; i++) {
      record("old " + i);
    }
    clock.move(Duration.ofHours(2));
    record("young");
    clock.move(TestEvents.KEEP.minusMinutes(59));

    retention.forget(clock.instant().minus(TestEvents.KEEP));

    assertThat(announced).containsExactly("old 0", "old 1", "old 2", "old 3", "old 4");
  }

  @Test
  void letsWhoeverHasReadEverythingGoOnHoweverLongNothingHappens() {
    record("one");
    awaitSubjects("one");
    var one = events.latest(account).orElseThrow();
    record("two");
    awaitSubjects("one", "two");
    var two = events.latest(account).orElseThrow();

    clock.move(TestEvents.KEEP.plusMinutes(1));
    assertThat(events.list(query(two, 100)).next()).isEqualTo(two);
    assertGone(one);
    forgetAll();
    assertThat(events.list(query(two, 100)).next()).isEqualTo(two);
    assertThat(events.latest(account)).contains(two);
    assertGone(one);
    record("three");
    await().untilAsserted(() -> assertThat(subjects(two)).containsExactly("three"));
    assertGone(one);

    var three = events.latest(account).orElseThrow();
    clock.move(TestEvents.KEEP.plusMinutes(1));
    assertGone(two);
    assertThat(subjects(three)).isEmpty();
    forgetAll();
    assertGone(two);
    assertThat(events.list(query(three, 100)).next()).isEqualTo(three);
  }

  @Test
  void letsThemGoOnInAnotherCluster() {
    record("one");
    awaitSubjects("one");
    var one = events.latest(account).orElseThrow();
    clock.move(TestEvents.KEEP);
    forgetAll();
    database.jdbc().sql("UPDATE trunkline.event_ends SET tx = tx + 1000000000000").update();
    record("two");

    cluster.renumber();

    await().untilAsserted(() -> assertThat(subjects(one)).containsExactly("two"));
  }

  /** An hour after all that there is may be forgotten. */
  private void forgetAll() {
    clock.move(Duration.ofHours(2));
    retention.forget(clock.instant().minus(TestEvents.KEEP));
    assertThat(subjects(null)).isEmpty();
  }

  private void assertGone(EventId after) {
    var refused =
        catchThrowableOfType(RefusalException.class, () -> events.list(query(after, 100)));
    assertThat(refused.refusal().code()).isEqualTo(EventRefusal.EVENTS_GONE);
  }

  @Test
  void knowsSinceWhenAnOpenTransactionHoldsEventsBack() {
    new TransactionTemplate(database.transactions())
        .executeWithoutResult(
            open -> {
              record("held back");
              clock.move(Duration.ofMinutes(5));
              assertThat(events.heldBackSince())
                  .contains(clock.instant().minus(Duration.ofMinutes(5)));
            });
    await().untilAsserted(() -> assertThat(events.heldBackSince()).isEmpty());
  }

  @Test
  void keepsTheOrderAndTheCursorsInAClusterWhoseTransactionsBeginAnew() {
    record("one");
    record("two");
    awaitSubjects("one", "two");
    var two = events.latest(account).orElseThrow();
    record("three");
    awaitSubjects("one", "two", "three");
    database.jdbc().sql("UPDATE trunkline.events SET tx = tx + 1000000000000").update();
    assertThat(subjects(null)).isEmpty();

    cluster.renumber();
    record("four");

    awaitSubjects("one", "two", "three", "four");
    assertThat(subjects(two)).containsExactly("three", "four");
    assertThat(numbers()).startsWith(-2L, -1L, 0L);

    cluster.renumber();
    assertThat(numbers()).startsWith(-2L, -1L, 0L);
  }

  @Test
  void keepsTheOrderThoughTheClusterChangesWhileEventsAreRecorded() {
    record("one");
    record("two");
    awaitSubjects("one", "two");
    var one = events.list(query(null, 1)).events().getFirst().id();
    database
        .jdbc()
        .sql("UPDATE trunkline.events SET tx = tx + 1000000000000 WHERE subject = 'two'")
        .update();
    clock.move(Duration.ofSeconds(1));
    record("three");
    record("two");
    // Whoever went on after the third would never see the second.
    assertThat(subjects(null)).isEmpty();

    cluster.watch(clock.instant());

    awaitSubjects("one", "two", "three", "two");
    assertThat(subjects(one)).containsExactly("two", "three", "two");
    assertThat(numbers()).startsWith(-1L, 0L);
  }

  @Test
  void numbersAgainWhatWasNumberedBefore() {
    record("one");
    record("two");
    database.jdbc().sql("UPDATE trunkline.events SET tx = -7 WHERE subject = 'one'").update();
    database
        .jdbc()
        .sql("UPDATE trunkline.events SET tx = tx + 1000000000000 WHERE subject = 'two'")
        .update();

    cluster.renumber();

    awaitSubjects("one", "two");
    assertThat(numbers()).containsExactly(-1L, 0L);
  }

  /** Reads, as long as they are there, those that are about to go. */
  private final class Heir implements EventSubscriber {

    @Override
    public void recorded(List<Event> recorded, UUID audience) {}

    @Override
    public void forgetting(EventId after, EventId last) {
      assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
      announced.addAll(
          database
              .jdbc()
              .sql(
                  """
                  SELECT subject FROM trunkline.events WHERE id > :after AND id <= :last
                  ORDER BY id
                  """)
              .param("after", after.value())
              .param("last", last.value())
              .query(String.class)
              .list());
    }
  }

  private List<Long> numbers() {
    return database
        .jdbc()
        .sql("SELECT tx FROM trunkline.events ORDER BY tx, seq")
        .query((row, index) -> row.getLong("tx"))
        .list();
  }

  private void record(String subject) {
    events.record(List.of(new NewEvent(account, "message.accepted", subject, Map.of())));
  }

  private void awaitSubjects(String... subjects) {
    await().untilAsserted(() -> assertThat(subjects(null)).containsExactly(subjects));
  }

  private List<String> subjects(@Nullable EventId after) {
    return events.list(query(after, 100)).events().stream().map(Event::subject).toList();
  }

  private EventQuery query(@Nullable EventId after, int limit) {
    return new EventQuery(account, after, EventTypes.ALL, null, limit);
  }
}
