// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

  @Test
  void letsTheUrgentRunAheadOfThePaceAndTheOthersWaitLonger() {
    var paced = lane(2);
    put(paced, 4, NOON, 1);
    var errands = errands(List.of(paced), worked::add);
    start(errands, settings(8, SOON));
    await().until(() -> worked.size() == 1);
    put(paced, 4, NOON, 1);
    var codes = List.of(put(paced, 1, NOON, 1), put(paced, 1, NOON.plusMillis(1), 1));
    clock.move(Duration.ofMillis(1));

    await().until(() -> worked.containsAll(codes));
    awaitTurns(errands, 3);
    assertThat(worked).hasSize(3);
    clock.moveTo(NOON.plusMillis(1299));
    awaitTurns(errands, 3);
    assertThat(worked).hasSize(3);
    clock.moveTo(NOON.plusMillis(1400));

    await().until(() -> worked.size() == 4);
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
    assertThat(worked).hasSizeBetween(100, 112);
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
