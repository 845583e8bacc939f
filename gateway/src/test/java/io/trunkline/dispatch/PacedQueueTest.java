// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the queue promises to whatever room uses it: which rows, when, to whom. */
class PacedQueueTest extends PacedQueueStage {

  @Test
  void takesTheUrgentFirstThenTheOldest() {
    var later = put(lane, 2, NOON, 1);
    var urgentAndYounger = put(lane, 1, NOON.minusSeconds(1), 1);
    var urgentAndOlder = put(lane, 1, NOON.minusSeconds(9), 1);
    var idle = put(lane, 9, NOON.minusSeconds(99), 1);
    var second = put(lane, 5, NOON, 1, new UUID(0, 2));
    var first = put(lane, 5, NOON, 1, new UUID(0, 1));

    start(errands(worked::add), settings(1, SOON));

    await().until(() -> worked.size() == 6);
    assertThat(worked)
        .containsExactly(urgentAndOlder, urgentAndYounger, later, first, second, idle);
  }

  @Test
  void takesNothingBeforeItIsDue() {
    var early = put(lane, 1, NOON.plusSeconds(60), 1);
    var errands = errands(worked::add);
    start(errands, settings(8, SOON));

    for (var now : List.of(NOON, NOON.plusSeconds(60).minusNanos(1000))) {
      clock.moveTo(now);
      awaitTurns(errands, 3);
      assertThat(errands.claims()).isEmpty();
    }
    var due = put(lane, 2, NOON, 1);
    await().until(() -> worked.contains(due));
    assertThat(worked).containsExactly(due);
    clock.moveTo(NOON.plusSeconds(60));

    await().until(() -> worked.contains(early));
  }

  @Test
  void givesEachClaimALease() {
    var id = put(lane);
    var errands = errands(worked::add);
    start(errands, settings(8, SOON));

    await().until(() -> worked.contains(id));
    assertThat(errands.claims())
        .containsExactly(new Errands.Claim(NOON, NOON.plus(LEASE), List.of(id)));
  }

  @Test
  void givesEachRowToExactlyOneOfThreeNodes() {
    var lanes = Stream.generate(() -> lane(1_000_000)).limit(4).toList();
    lanes.forEach(each -> putMany(each, 500));
    var times = new ConcurrentHashMap<UUID, AtomicInteger>();
    var allAtWork = new CountDownLatch(3);
    for (var node = 0; node < 3; node++) {
      var atWork = new CountDownLatch(1);
      start(
          errands(
              lanes,
              id -> {
                times.computeIfAbsent(id, ignored -> new AtomicInteger()).incrementAndGet();
                // None goes on before each has something to do, so that one cannot do it all.
                synchronized (atWork) {
                  if (atWork.getCount() == 1) {
                    atWork.countDown();
                    allAtWork.countDown();
                  }
                }
                pass(allAtWork);
              }),
          settings(32, SOON));
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> times.size() == 2_000);
    started.forEach(PacedQueue::stop);
    assertThat(times.values()).allMatch(count -> count.get() == 1);
    assertThat(waiting(lanes)).isZero();
  }

  @Test
  void goesOnAfterAWorkerThatThrows() {
    var bad = put(lane, 1, NOON, 1);
    var good = put(lane, 2, NOON, 1);
    start(
        errands(
            id -> {
              if (id.equals(bad)) {
                throw new IllegalStateException("on purpose");
              }
              worked.add(id);
            }),
        settings(1, SOON));

    await().until(() -> worked.contains(good));
  }

  @Test
  void leavesARowWaitingWhenItsClaimFails() {
    var id = put(lane);
    var errands = errands(worked::add);
    errands.refuseToClaim(id);
    start(errands, settings(1, SOON));
    awaitTurns(errands, 3);
    assertThat(waiting(List.of(lane))).isOne();

    errands.allowToClaim(id);

    await().until(() -> worked.contains(id));
  }

  @Test
  void servesTheOtherLanesWhenOneCannotBeClaimed() {
    var sick = lane(1_000_000);
    var errands = errands(List.of(sick, lane), worked::add);
    errands.refuseToClaim(put(sick));
    var id = put(lane);

    start(errands, settings(4, SOON));

    await().until(() -> worked.contains(id));
  }

  @Test
  void worksOnNoMoreAtOnceThanAllowed() {
    putMany(lane, 1, 30);
    var threeAtOnce = new CyclicBarrier(3);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    start(
        errands(
            id -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              pass(threeAtOnce);
              now.decrementAndGet();
              worked.add(id);
            }),
        settings(3, SOON));

    await().until(() -> worked.size() == 30);
    assertThat(most).hasValue(3);
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
