// SPDX-License-Identifier: Apache-2.0
package io.trunkline.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.id.MovableClock;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutineRunnerTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<RoutineRunner> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(RoutineRunner::stop);
  }

  @Test
  void runsAgainAlsoAfterARunThatThrew() {
    var throwing = new AtomicInteger();
    var calm = new AtomicInteger();
    start(
        new Routine(
            "throwing",
            PAUSE,
            () -> {
              if (throwing.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
              }
            }),
        new Routine("calm", PAUSE, calm::incrementAndGet));

    await().until(() -> throwing.get() >= 2 && calm.get() >= 2);
  }

  @Test
  void runsARoutineOnOneNodeAtATimeAndOnTheOtherWhenThatStops() {
    var nodes = new CopyOnWriteArrayList<Integer>();
    var go = new CountDownLatch(1);
    for (var node : List.of(0, 1)) {
      start(
          new Routine(
              "alone",
              PAUSE,
              () -> {
                nodes.add(node);
                awaitUninterrupted(go);
              }));
    }

    // Both nodes look every second.
    await().until(() -> !nodes.isEmpty());
    await().during(Duration.ofMillis(2200)).until(() -> nodes.size() == 1);
    var first = nodes.getFirst();
    go.countDown();
    started.get(first).stop();

    await().until(() -> nodes.contains(1 - first));
  }

  @Test
  void runsNothingOnceItHasStopped() {
    var runs = new AtomicInteger();
    var runner = start(new Routine("stopped", PAUSE, runs::incrementAndGet));
    await().until(() -> runs.get() > 0);

    assertThat(runner.isRunning()).isTrue();
    runner.stop();
    assertThat(runner.isRunning()).isFalse();

    var atTheEnd = runs.get();
    await().during(Duration.ofMillis(1500)).until(() -> runs.get() == atTheEnd);
  }

  @Test
  void runsWhenItsPauseIsOverByTheClockOfTheHouse() {
    var clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    var runs = new AtomicInteger();
    start(clock, new Routine("daily", Duration.ofDays(1), runs::incrementAndGet));
    await().until(() -> runs.get() == 1);

    // The pause begins when the end of the run has been written down, which nobody outside sees.
    await()
        .until(
            () -> {
              clock.move(Duration.ofDays(1));
              return runs.get() > 1;
            });
  }

  private RoutineRunner start(Routine... routines) {
    return start(Clock.systemUTC(), routines);
  }

  private RoutineRunner start(Clock clock, Routine... routines) {
    var runner = new RoutineRunner(DATABASE.dataSource(), List.of(routines), clock);
    started.add(runner);
    runner.start();
    return runner;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
