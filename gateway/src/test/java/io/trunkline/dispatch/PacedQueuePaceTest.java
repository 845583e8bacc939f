// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the queue promises about paces. */
class PacedQueuePaceTest extends PacedQueueStage {

  /** Twenty units a second, two nodes, rows of one to three units. */
  @Test
  void keepsOnePaceOverAllNodes() {
    var perSecond = 20;
    var paced = lane(perSecond);
    var units = new ConcurrentHashMap<UUID, Integer>();
    for (var row = 0; row < 40; row++) {
      units.put(put(paced, 2, NOON, row % 3 + 1), row % 3 + 1);
    }
    var nodes = List.of(errands(List.of(paced), worked::add), errands(List.of(paced), worked::add));
    nodes.forEach(node -> start(node, settings(64, SOON)));

    var all = sum(units, units.keySet().stream());
    for (var tenths = 0; sum(units, worked.stream()) < all; tenths++) {
      clock.moveTo(NOON.plusMillis(100L * tenths));
      var due = Math.min(all, (tenths + 1) * perSecond / 10);
      await().until(() -> sum(units, worked.stream()) >= due);
    }

    assertThat(nodes).noneMatch(node -> node.claims().isEmpty());
    var taken = 0;
    for (var claim : claims(nodes)) {
      taken += sum(units, claim.ids().stream());
      var elapsed = Duration.between(NOON, claim.now()).plus(Pace.AHEAD);
      // The last row of a claim may be as long as it likes: the next ones wait for it.
      assertThat(taken).isLessThanOrEqualTo((int) (elapsed.toMillis() * perSecond / 1000) + 3);
    }
  }

  @Test
  void keepsThePaceWhenAnotherNodeTakesOver() {
    var paced = lane(1);
    put(paced, 2, NOON, 10);
    put(paced, 3, NOON, 1);
    var first = start(errands(List.of(paced), worked::add), settings(8, SOON));
    await().until(() -> worked.size() == 1);
    first.stop();

    var errands = errands(List.of(paced), worked::add);
    start(errands, settings(8, SOON));
    clock.moveTo(NOON.plusSeconds(9));
    awaitTurns(errands, 3);
    assertThat(worked).hasSize(1);
    clock.moveTo(NOON.plusSeconds(10));

    await().until(() -> worked.size() == 2);
  }

  @Test
  void doesNotLetASlowLaneHoldUpAnother() {
    var slow = lane(0.001);
    put(slow, 2, NOON, 1);
    put(slow, 2, NOON, 1);
    start(errands(List.of(slow, lane), worked::add), settings(1, SOON));
    await().until(() -> worked.size() == 1);

    var id = put(lane);

    await().until(() -> worked.contains(id));
    assertThat(worked).hasSize(2);
  }

  @Test
  void keepsALimitThatSeveralLanesShare() {
    var shared = new Limit(UUID.randomUUID(), 1);
    var lanes =
        Stream.of(1_000_000, 2_000_000)
            .map(own -> new Limit(UUID.randomUUID(), own))
            .map(own -> new Lane(UUID.randomUUID(), List.of(own, shared)))
            .toList();
    lanes.forEach(each -> putMany(each, 3));
    var errands = errands(lanes, worked::add);
    start(errands, settings(8, SOON));

    for (var second = 1; second <= 6; second++) {
      var due = second;
      await().until(() -> worked.size() >= due);
      awaitTurns(errands, 2);
      assertThat(worked).hasSize(due);
      clock.move(Duration.ofSeconds(1));
    }
  }

  @Test
  void holdsALimitBackForAllNodes() {
    var held = lane(10);
    var nodes =
        List.of(
            errands(List.of(held, lane), worked::add), errands(List.of(held, lane), worked::add));
    var brakes = new Brakes("errands", DATABASE.storage());
    brakes.holdBack(held.limits(), NOON.plusSeconds(30));
    brakes.holdBack(held.limits(), NOON.plusSeconds(10));
    var code = put(held, 1, NOON, 1);
    var text = put(held, 4, NOON, 1);
    var beside = put(lane);
    nodes.forEach(node -> start(node, settings(8, SOON)));

    await().until(() -> worked.contains(beside));
    clock.moveTo(NOON.plusSeconds(30).minusMillis(1));
    nodes.forEach(node -> awaitTurns(node, 2));
    assertThat(worked).containsExactly(beside);
    clock.moveTo(NOON.plusSeconds(30).plusMillis(200));

    await().until(() -> worked.containsAll(List.of(code, text)));
  }

  @Test
  void needsNoPaceForALaneWithoutLimits() {
    var unpaced = new Lane(UUID.randomUUID(), List.of());
    putMany(unpaced, 100);

    start(errands(List.of(unpaced), worked::add), settings(8, SOON));

    await().until(() -> worked.size() == 100);
  }

  private static int sum(Map<UUID, Integer> units, Stream<UUID> ids) {
    return ids.mapToInt(id -> units.getOrDefault(id, 0)).sum();
  }

  private static List<Errands.Claim> claims(List<Errands> nodes) {
    return nodes.stream()
        .flatMap(node -> node.claims().stream())
        .sorted(Comparator.comparing(Errands.Claim::now))
        .toList();
  }
}
