// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the queue promises about starting, stopping, waking and a database that goes away. */
class PacedQueueLifeTest extends PacedQueueStage {

  @Test
  void waitsForWhatIsInFlightWhenItStopsAndClaimsNothingMore() throws InterruptedException {
    var first = put(lane, 1, NOON, 1);
    put(lane, 2, NOON, 1);
    var begun = new CountDownLatch(1);
    var queue =
        start(
            errands(
                id -> {
                  begun.countDown();
                  pass(release);
                  worked.add(id);
                }),
            settings(1, SOON));
    pass(begun);
    var workedWhenStopped = new ArrayList<UUID>();
    var stopping =
        Thread.ofPlatform()
            .start(
                () -> {
                  queue.stop();
                  workedWhenStopped.addAll(worked);
                });
    await().until(() -> !queue.isRunning() && stopping.getState() != Thread.State.RUNNABLE);

    release.countDown();
    stopping.join();

    assertThat(workedWhenStopped).containsExactly(first);
    assertThat(waiting(List.of(lane))).isOne();
  }

  @Test
  void doesNotWaitForeverWhenItStops() throws InterruptedException {
    put(lane);
    put(lane);
    var begun = new CountDownLatch(1);
    var settings = new DispatchProperties(true, 1, LEASE, SOON, Duration.ofMillis(100));
    var queue =
        start(
            errands(
                id -> {
                  begun.countDown();
                  pass(release);
                }),
            settings);
    pass(begun);

    var stopping = Thread.ofPlatform().start(queue::stop);

    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void canBeStartedAgain() {
    var queue = start(errands(worked::add), settings(2, SOON));
    queue.stop();
    var id = put(lane);
    assertThat(queue.isRunning()).isFalse();
    queue.start();

    await().until(() -> worked.contains(id));
  }

  @Test
  void looksOnlyOnceTheTransactionThatWokeItHasCommitted() {
    var errands = errands(worked::add);
    var queue = start(errands, settings(8, NEVER));
    await().until(() -> errands.turns() == 1);

    TRANSACTIONS.executeWithoutResult(
        status -> {
          put(lane);
          queue.wake();
          await().during(Duration.ofMillis(200)).until(() -> errands.turns() == 1);
        });

    await().until(() -> worked.size() == 1);
  }

  @Test
  void sleepsOnWhenTheTransactionThatWokeItIsRolledBack() {
    var errands = errands(worked::add);
    var queue = start(errands, settings(8, NEVER));
    await().until(() -> errands.turns() == 1);

    TRANSACTIONS.executeWithoutResult(
        status -> {
          queue.wake();
          status.setRollbackOnly();
        });
    await().during(Duration.ofMillis(100)).until(() -> errands.turns() == 1);

    put(lane);
    queue.wake();
    await().until(() -> worked.size() == 1);
  }

  @Test
  void goesOnWhenTheDatabaseIsBack() {
    var dataSource = new TroubledDataSource(DATABASE.dataSource());
    var errands = new Errands(TestDatabase.storageOn(dataSource), List.of(lane), worked::add);
    var queue =
        new PacedQueue<>(
            errands,
            TestDatabase.storageOn(dataSource),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            settings(4, SOON),
            clock);
    started.add(queue);
    queue.start();
    awaitTurns(errands, 1);

    dataSource.unplug();
    put(lane);
    await().until(() -> dataSource.refusals() >= 3);
    assertThat(worked).isEmpty();
    assertThat(queue.isRunning()).isTrue();
    dataSource.plugIn();

    await().until(() -> worked.size() == 1);
  }

  @ParameterizedTest
  @EnumSource(Errands.Step.class)
  void goesOnAfterAnErrorWhereverItComes(Errands.Step step) {
    var errands = errands(worked::add);
    var queue = start(errands, settings(1, SOON));
    awaitTurns(errands, 1);
    errands.breakAt(step);
    var first = put(lane);
    awaitTurns(errands, 3);

    errands.mend();
    var second = put(lane);

    await().until(() -> worked.containsAll(List.of(first, second)));
    assertThat(queue.isRunning()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Errands.Step.class, names = "WORK", mode = EnumSource.Mode.EXCLUDE)
  void saysWhenItLastTurnedWithoutAFailure(Errands.Step step) {
    var errands = errands(worked::add);
    var queue = start(errands, settings(1, SOON));
    awaitTurns(errands, 1);
    assertThat(queue.turnedAt()).hasValue(NOON);
    errands.breakAt(step);
    put(lane);
    awaitTurns(errands, 1);

    var later = NOON.plus(Duration.ofMinutes(2));
    clock.moveTo(later);
    awaitTurns(errands, 3);
    assertThat(queue.turnedAt()).hasValue(NOON);
    errands.mend();

    await().until(() -> queue.turnedAt().equals(Optional.of(later)));
  }

  @Test
  void leavesTheWorkToOthersWhereItIsSwitchedOff() {
    put(lane);
    var errands = errands(worked::add);
    var queue = start(errands, new DispatchProperties(false, 8, LEASE, SOON, LEASE));

    queue.wake();

    assertThat(queue.isRunning()).isFalse();
    assertThat(errands.turns()).isZero();
    assertThat(queue.turnedAt()).isEmpty();
    queue.stop();
  }
}
