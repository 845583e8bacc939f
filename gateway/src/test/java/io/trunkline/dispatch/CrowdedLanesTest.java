// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the queue promises where only so many rows of a lane are worked on at once. */
class CrowdedLanesTest extends PacedQueueStage {

  private final Lane slow = atMost(3, lane);
  private final Lane quick = lane(1_000_000);
  private final Semaphore finish = new Semaphore(0);
  private final AtomicInteger atWork = new AtomicInteger();

  @Test
  void holdsNoMorePlacesForALaneThanItMayHave() {
    putMany(slow, 40);
    var slowRows = rows(slow);
    putMany(quick, 100);
    start(errands(List.of(slow, quick), id -> work(id, slowRows)), settings(8, SOON));

    await().until(() -> waiting(List.of(quick)) == 0 && worked.size() == 100);

    assertThat(atWork).hasValue(3);
    assertThat(waiting(List.of(slow))).isEqualTo(37);
    finish.release(40);
    await().until(() -> worked.size() == 140);
  }

  @Test
  void claimsAgainAsSoonAsOneOfAFullLaneIsDone() {
    putMany(slow, 4);
    var slowRows = rows(slow);
    start(errands(List.of(slow), id -> work(id, slowRows)), settings(8, NEVER));
    await().until(() -> atWork.get() == 3);

    finish.release();

    await().until(() -> waiting(List.of(slow)) == 0);
    assertThat(worked).hasSize(1);
    finish.release(3);
  }

  @Test
  void claimsNoMoreThanIsLeftOfALane() {
    putMany(slow, 40);
    var errands = errands(List.of(slow), id -> work(id, rows(slow)));
    start(errands, settings(64, SOON));

    await().until(() -> atWork.get() == 3);
    awaitTurns(errands, 3);

    assertThat(errands.claims()).allSatisfy(claim -> assertThat(claim.ids()).hasSizeBetween(1, 3));
    assertThat(atWork).hasValue(3);
    finish.release(40);
    await().until(() -> worked.size() == 40);
  }

  @Test
  void holdsNoMorePlacesForLanesThatShareABoundThanTheyMayHave() {
    var shared = new Bound(UUID.randomUUID(), 3);
    var crowd = List.of(bounded(lane(1_000_000), shared), bounded(lane(1_000_000), shared), quick);
    putMany(crowd.getFirst(), 20);
    putMany(crowd.get(1), 20);
    var slowRows = new ArrayList<>(rows(crowd.getFirst()));
    slowRows.addAll(rows(crowd.get(1)));
    putMany(quick, 100);
    start(errands(crowd, id -> work(id, slowRows)), settings(8, NEVER));

    await().until(() -> worked.size() == 100);

    assertThat(atWork).hasValue(3);
    finish.release(40);
    await().until(() -> worked.size() == 140);
  }

  @Test
  void keepsNoPlaceForUrgentRowsWhereThereAreNone() {
    putMany(quick, 40);
    var errands = errands(List.of(quick), _ -> occupy()).withoutUrgent();

    start(errands, settings(16, SOON));

    await().until(() -> atWork.get() == 16);
    finish.release(40);
    await().until(() -> waiting(List.of(quick)) == 0);
  }

  @Test
  void isRefusedWithoutAnyPlace() {
    assertThatThrownBy(() -> atMost(0, lane)).isInstanceOf(IllegalArgumentException.class);
  }

  private void work(UUID id, List<UUID> slowRows) {
    if (slowRows.contains(id)) {
      occupy();
    }
    worked.add(id);
  }

  private void occupy() {
    atWork.incrementAndGet();
    finish.acquireUninterruptibly();
    atWork.decrementAndGet();
  }

  private static List<UUID> rows(Lane lane) {
    return DATABASE
        .jdbc()
        .sql("SELECT id FROM errands WHERE lane_id = :lane")
        .param("lane", lane.id())
        .query((row, index) -> row.getObject("id", UUID.class))
        .list();
  }

  private static Lane atMost(int atOnce, Lane lane) {
    return bounded(lane, new Bound(lane.id(), atOnce));
  }

  private static Lane bounded(Lane lane, Bound bound) {
    return new Lane(lane.id(), lane.limits(), List.of(bound));
  }
}
