// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.Ids;
import io.trunkline.id.MovableClock;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is recorded, and in which order it is told. */
class EventsTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOON);
  private final Events events = TestEvents.on(DATABASE.storage(), clock);
  private final AccountId account =
      TestAccounts.open(ACCOUNTS, "shop-" + NUMBER.incrementAndGet()).id();
  private final TransactionTemplate transaction = new TransactionTemplate(DATABASE.transactions());

  EventsTest() {
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Test
  void tellsInTheOrderOfTransactionsAndNothingBeforeWhatMayStillComeBeforeIt() {
    transaction.executeWithoutResult(
        slow -> {
          record("message.accepted", "first");
          transaction.executeWithoutResult(fast -> record("message.accepted", "second"));
          record("message.queued", "first");

          assertThat(subjects(null)).isEmpty();
        });

    await().untilAsserted(() -> assertThat(subjects(null)).hasSize(3));
    assertThat(subjects(null)).containsExactly("first", "first", "second");
  }

  @Test
  void tellsOfOneThingInTheOrderInWhichItHappenedWhoeverBeganFirst() {
    transaction.executeWithoutResult(
        slow -> {
          record("message.accepted", "another");
          transaction.executeWithoutResult(fast -> record("message.queued", "one"));
          record("message.sent", "one");
          transaction.executeWithoutResult(fast -> record("message.read", "another"));
        });

    awaitSettled(4);
    assertThat(page(null, EventTypes.ALL, null, 10).events())
        .extracting(Event::type)
        .containsExactly("message.accepted", "message.queued", "message.sent", "message.read");
  }

  @Test
  void tellsEachOfManyWritersExactlyOnceToWhoeverFollows() throws Exception {
    var writers = 8;
    var each = 40;
    var seen = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        var name = "writer-" + writer;
        var random = new Random(writer);
        threads.submit(
            () ->
                IntStream.range(0, each)
                    .forEach(
                        i ->
                            transaction.executeWithoutResult(
                                status -> {
                                  LockSupport.parkNanos(random.nextInt(2_000_000));
                                  record("message.accepted", name + " " + i);
                                  LockSupport.parkNanos(random.nextInt(5_000_000));
                                })));
      }
      EventId after = null;
      var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (seen.size() < writers * each && System.nanoTime() < deadline) {
        var page = page(after, EventTypes.ALL, null, 7);
        page.events().forEach(event -> seen.add(event.subject()));
        after = page.next();
      }
      assertThat(page(after, EventTypes.ALL, null, 7).next()).isEqualTo(after);
    }

    assertThat(seen).hasSize(writers * each).doesNotHaveDuplicates();
    for (int writer = 0; writer < writers; writer++) {
      var name = "writer-" + writer + " ";
      assertThat(seen.stream().filter(one -> one.startsWith(name)))
          .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> name + i).toList());
    }
  }

  @Test
  void tellsNothingThatWasRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          record("message.accepted", "never");
          status.setRollbackOnly();
        });
    record("message.accepted", "really");

    await().untilAsserted(() -> assertThat(subjects(null)).containsExactly("really"));
  }

  @Test
  void callsSubscribersInTheTransactionOfTheEvents() {
    var told = Collections.synchronizedList(new ArrayList<Event>());
    var attentive =
        TestEvents.in(
            DATABASE,
            clock,
            List.of(
                (recorded, audience) -> {
                  told.addAll(recorded);
                  if (recorded.size() > 1) {
                    throw new IllegalStateException("Too many");
                  }
                }));

    transaction.executeWithoutResult(
        status -> attentive.record(List.of(event("message.read", "a"))));
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        attentive.record(
                            List.of(event("message.read", "b"), event("message.read", "c")))))
        .hasMessage("Too many");

    await().untilAsserted(() -> assertThat(subjects(null)).containsExactly("a"));
    assertThat(told).extracting(Event::subject).containsExactly("a", "b", "c");
    assertThat(events.find(account, told.getFirst().id())).contains(told.getFirst());
    assertThat(events.find(account, told.getLast().id())).isEmpty();
  }

  @Test
  void answersTheSameCursorWhileNothingIsNewAndNoneWhileThereIsNothing() {
    assertThat(page(null, EventTypes.ALL, null, 10).next()).isNull();
    assertThat(events.latest(account)).isEmpty();

    record("message.accepted", "one");
    awaitSettled(1);
    var page = page(null, EventTypes.ALL, null, 10);

    assertThat(page.more()).isFalse();
    assertThat(page.next()).isEqualTo(page.events().getFirst().id());
    assertThat(page(page.next(), EventTypes.ALL, null, 10))
        .isEqualTo(new EventPage(List.of(), page.next(), false));
    assertThat(events.latest(account)).hasValue(Objects.requireNonNull(page.next()));
  }

  @Test
  void goesOnBehindWhatWasNotAskedFor() {
    record("message.accepted", "one");
    record("message.delivered", "one");
    record("message.received", "three");
    record("message.accepted", "two");
    awaitSettled(4);

    var delivered = page(null, EventTypes.of(List.of("message.delivered")), null, 10);
    assertThat(delivered.events()).extracting(Event::type).containsExactly("message.delivered");
    assertThat(delivered.next()).isEqualTo(events.latest(account).orElseThrow());

    var some = EventTypes.of(List.of("message.accepted", "message.delivered"));
    var first = page(null, some, null, 2);
    assertThat(first.events()).extracting(Event::subject).containsExactly("one", "one");
    assertThat(first.more()).isTrue();
    var second = page(first.next(), some, null, 2);
    assertThat(second.events()).extracting(Event::subject).containsExactly("two");
    assertThat(second.more()).isFalse();

    assertThat(page(null, EventTypes.ALL, "one", 10).events()).hasSize(2);
    assertThat(page(null, EventTypes.of(List.of("message.received")), "one", 10).events())
        .isEmpty();
  }

  @Test
  void knowsNoOtherAccountsEventsAndNoneThatNeverWere() {
    var other = TestAccounts.open(ACCOUNTS, "other-" + NUMBER.incrementAndGet()).id();
    record("message.accepted", "ours");
    awaitSettled(1);
    var ours = events.latest(account).orElseThrow();

    assertThat(events.find(other, ours)).isEmpty();
    assertThat(refusal(() -> events.list(query(other, ours))))
        .isEqualTo(EventRefusal.INVALID_EVENT_CURSOR);
    var never = new EventId(new Ids(clock).next());
    assertThat(refusal(() -> events.list(query(account, never))))
        .isEqualTo(EventRefusal.INVALID_EVENT_CURSOR);
  }

  @Test
  void saysThatWhatCameAfterIsGoneOnceItMayBe() {
    record("message.accepted", "old");
    awaitSettled(1);
    var old = events.latest(account).orElseThrow();
    record("message.accepted", "next");
    awaitSettled(2);

    clock.move(TestEvents.KEEP);
    assertThat(subjects(old)).containsExactly("next");
    clock.move(Duration.ofMillis(1));
    assertThat(refusal(() -> events.list(query(account, old)))).isEqualTo(EventRefusal.EVENTS_GONE);
  }

  @Test
  void recordsNothingThatTheCatalogueDoesNotKnow() {
    assertThatThrownBy(() -> record("message.teleported", "one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message.teleported");
    assertThatThrownBy(() -> EventTypes.of(List.of("message.teleported")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventTypes.of(List.of("massage.*")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passesOnWhatWasWrittenAsItWasWritten() {
    record("message.accepted", "\"+1 €\" \\ 100%");
    awaitSettled(1);

    var event = page(null, EventTypes.ALL, null, 1).events().getFirst();
    assertThat(event.envelope())
        .isEqualTo(
            "{\"id\":\"%s\",\"type\":\"message.accepted\",\"timestamp\":\"2026-11-21T12:00:00Z\",\"account\":\"%s\",\"subject\":\"\\\"+1 €\\\" \\\\ 100%%\",\"data\":{\"z\":1,\"a\":\"%%s\"}}"
                .formatted(event.id(), account));
    assertThat(event.toString()).doesNotContain("%s");
  }

  private static EventRefusal refusal(Runnable work) {
    return (EventRefusal) catchThrowableOfType(RefusalException.class, work::run).refusal().code();
  }

  private void record(String type, String subject) {
    events.record(List.of(event(type, subject)));
  }

  private NewEvent event(String type, String subject) {
    var data = new LinkedHashMap<String, Object>();
    data.put("z", 1);
    data.put("a", "%s");
    return new NewEvent(account, type, subject, data);
  }

  /** Other tests have transactions open on the same server. */
  private void awaitSettled(int number) {
    await().untilAsserted(() -> assertThat(subjects(null)).hasSize(number));
  }

  private List<String> subjects(@Nullable EventId after) {
    return page(after, EventTypes.ALL, null, 1000).events().stream().map(Event::subject).toList();
  }

  private EventPage page(
      @Nullable EventId after, EventTypes types, @Nullable String subject, int limit) {
    return events.list(new EventQuery(account, after, types, subject, limit));
  }

  private static EventQuery query(AccountId account, EventId after) {
    return new EventQuery(account, after, EventTypes.ALL, null, 10);
  }
}
