// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the queue promises to rows that cannot wait, and to those that are passed over. */
class PacedQueueUrgencyTest extends PacedQueueStage {

  @Test
  void handsAnUrgentRowOverWhileASlowBulkFillsAllOtherPlaces() {
    var other = lane(1_000_000);
    putMany(lane, 4, 100);
    var begun = new ArrayList<UUID>();
    var queue =
        start(
            errands(
                List.of(lane, other),
                id -> {
                  synchronized (begun) {
                    begun.add(id);
                  }
                  pass(release);
                }),
            settings(16, NEVER));
    await().until(() -> size(begun) == 14);

    var beside = put(other, 1, NOON, 1);
    queue.wake();
    await().until(() -> size(begun) == 15);
    var within = put(lane, 0, NOON, 1);
    queue.wake();
    await().until(() -> size(begun) == 16);

    assertThat(begun).endsWith(beside, within);
  }

  /** Texts of ten segments at one a second, by two nodes, and a code every three seconds. */
  @Test
  void letsNoCodeWaitForTheLongTextsOfASlowSender() {
    var paced = lane(1);
    for (var row = 0; row < 20; row++) {
      put(paced, 4, NOON, 10);
    }
    var nodes = List.of(errands(List.of(paced), worked::add), errands(List.of(paced), worked::add));
    nodes.forEach(node -> start(node, settings(8, SOON)));
    await().until(() -> worked.size() == 1);

    var codes = 0;
    for (var second = 1; second <= 60; second++) {
      clock.moveTo(NOON.plusSeconds(second));
      if (second % 3 == 0) {
        var code = put(paced, 1, clock.instant(), 1);
        codes++;
        await().until(() -> worked.contains(code));
      }
      for (var node : nodes) {
        awaitTurns(node, 2);
      }
      var units = 10 * (worked.size() - codes) + codes;
      // What runs ahead: one text of the bulk, and the codes that came while it was paid for.
      assertThat(units).isBetween(second - 1, second + 15);
    }
    assertThat(worked.size() - codes).isBetween(4, 5);
  }

  /** Codes keep the pace of the account busy; a bulk in another lane of it still trickles. */
  @Test
  void starvesNoLaneThatSharesALimitWithUrgentOnes() {
    var account = new Limit(UUID.randomUUID(), 10);
    var codes = new Lane(UUID.randomUUID(), List.of(account));
    var bulk = new Lane(UUID.randomUUID(), List.of(account));
    putMany(codes, 1, 200);
    putMany(bulk, 4, 50);
    var errands = errands(List.of(codes, bulk), worked::add);
    start(errands, settings(8, SOON));

    for (var tenths = 1; tenths <= 100; tenths++) {
      clock.moveTo(NOON.plusMillis(100L * tenths));
      awaitTurns(errands, 2);
    }

    assertThat(50 - waiting(List.of(bulk))).isBetween(5L, 20L);
    assertThat(worked).hasSizeBetween(99, 106);
  }

  /**
   * Places are short, paces are not: each code is followed by the next, in a lane and beside it.
   */
  @Test
  void stopsNoOtherRowsByCodesWithoutEnd() {
    var codes = lane(1_000_000);
    var begun = new AtomicInteger();
    var others = new ArrayList<>(List.of(put(lane, 4, NOON, 1), put(codes, 4, NOON, 1)));
    putMany(codes, 1, 8);
    start(
        errands(
            List.of(codes, lane),
            id -> {
              if (others.contains(id)) {
                worked.add(id);
              } else if (begun.incrementAndGet() < 400 && worked.size() < 2) {
                put(codes, 1, NOON, 1);
              }
            }),
        settings(4, SOON));

    await().until(() -> worked.size() == 2);
    assertThat(begun).hasValueLessThan(400);
  }

  @Test
  void claimsNoLaneThatIsHeld() {
    var held = lane(1_000_000);
    var id = put(held, 0, NOON, 1);
    var errands = errands(worked::add);
    start(errands, settings(8, SOON));
    awaitTurns(errands, 3);
    assertThat(worked).isEmpty();

    start(errands(List.of(held), worked::add), settings(8, SOON));

    await().until(() -> worked.contains(id));
  }

  private static int size(List<UUID> ids) {
    synchronized (ids) {
      return ids.size();
    }
  }
}
