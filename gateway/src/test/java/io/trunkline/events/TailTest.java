// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.MovableClock;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever looks for what is new, whatever goes wrong with it. */
class TailTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final AccountId account = TestAccounts.in(database.storage()).configured().id();
  private final MovableClock clock = new MovableClock(NOON);
  private final Events events = TestEvents.on(database.storage(), clock);
  private final ClusterStore cluster =
      new ClusterStore(
          database.storage(),
          new EventStore(database.storage()),
          new TransactionTemplate(database.transactions()));
  private final AtomicInteger attempts = new AtomicInteger();
  private final Tail tail = new Tail(new EventStore(database.storage()), this::renumber, 20, clock);

  private volatile @Nullable Throwable failure;

  @BeforeEach
  void start() {
    tail.start();
  }

  @AfterEach
  void stop() {
    tail.stop();
  }

  @Test
  void goesOnWhateverItMeets() {
    for (var thrown :
        List.<Throwable>of(
            new NoClassDefFoundError("on purpose"), new IllegalStateException("on purpose"))) {
      try (var watch = tail.watch(account)) {
        awaitTold(watch);
        failAlways(thrown);
        await().until(() -> attempts.get() > 2);

        failure = null;
        await().until(watch::isOver);
      }
      try (var watch = tail.watch(account)) {
        awaitTold(watch);
      }
    }
  }

  @Test
  void saysUntilWhenItHasTold() {
    assertThat(tail.toldUntil()).isEmpty();
    try (var watch = tail.watch(account)) {
      awaitTold(watch);
      clock.move(Duration.ofMinutes(1));
      await().until(() -> tail.toldUntil().filter(clock.instant()::equals).isPresent());
      failAlways(new AssertionError("on purpose"));
      await().until(() -> attempts.get() > 0);

      clock.move(Duration.ofMinutes(5));
      assertThat(tail.toldUntil()).contains(clock.instant().minus(Duration.ofMinutes(5)));

      failure = null;
      await().until(watch::isOver);
    }
    assertThat(tail.toldUntil()).isEmpty();
  }

  @Test
  void hasNothingToTellWhileThereIsNoStreamAndIsNotLateForIt() {
    tail.watch(account).close();
    clock.move(Duration.ofHours(1));

    try (var watch = tail.watch(account)) {
      assertThat(watch.isOver()).isFalse();
      assertThat(tail.toldUntil()).contains(clock.instant());
    }
  }

  private void renumber() {
    attempts.incrementAndGet();
    switch (failure) {
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case null, default -> cluster.renumber();
    }
  }

  /** With each look from now on, in another cluster. */
  private void failAlways(Throwable thrown) {
    attempts.set(0);
    failure = thrown;
    database.jdbc().sql("UPDATE trunkline.events SET tx = tx + 1000000000000").update();
  }

  /** Until what happens now has come to those who watch. */
  private void awaitTold(Watches.Watch watch) {
    var before = watch.recent.version();
    events.record(List.of(new NewEvent(account, "message.accepted", "thing", Map.of())));
    await().until(() -> watch.recent.version() > before);
  }
}
