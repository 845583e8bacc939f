// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.dispatch.QueueDepths.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is known of how much waits. */
class QueueDepthsTest extends PacedQueueStage {

  private final Limit shared = new Limit(UUID.randomUUID(), 10);
  private final Lane first = shared(5);
  private final Lane second = shared(100);

  @Test
  void knowsWhatWaitsThroughEveryChange() {
    var id = put(first, 2, NOON, 3);
    put(first, 2, NOON.plusSeconds(3600), 1);
    put(first, 4, NOON, 5);
    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(2, 4), 4, new Depth(1, 5)));
    assertThat(depths().of(second.id())).isEmpty();

    set("status = 'taken'", id);
    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(1, 1), 4, new Depth(1, 5)));

    set("units = 9", id);
    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(1, 1), 4, new Depth(1, 5)));

    set("status = 'waiting'", id);
    set("lane_id = '" + second.id() + "'", id);
    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(1, 1), 4, new Depth(1, 5)));
    assertThat(depths().of(second.id())).isEqualTo(Map.of(2, new Depth(1, 9)));

    DATABASE.jdbc().sql("DELETE FROM errands WHERE lane_id = ?").param(first.id()).update();
    assertThat(depths().of(first.id())).isEmpty();
  }

  @Test
  void forgetsWhatWasRolledBack() {
    TRANSACTIONS.executeWithoutResult(
        status -> {
          put(first);
          status.setRollbackOnly();
        });

    assertThat(depths().of(first.id())).isEmpty();
  }

  @Test
  void staysExactWhileManyWriteAndTwoAddUp() throws Exception {
    var store = new DepthStore(DATABASE.storage());
    Callable<Void> write =
        () -> {
          for (var row = 0; row < 50; row++) {
            var id = put(first);
            if (row % 2 == 0) {
              set("status = 'taken'", id);
            }
          }
          return null;
        };
    Callable<Void> addUp =
        () -> {
          for (var time = 0; time < 20; time++) {
            store.addUp();
          }
          return null;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(List.of(write, addUp, write, addUp, write, write))) {
        done.get();
      }
    }
    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(100, 100)));

    store.addUp();

    assertThat(depths().of(first.id())).isEqualTo(Map.of(2, new Depth(100, 100)));
    assertThat(store.all("errands").stream().filter(each -> each.lane().equals(first.id())))
        .hasSize(1);
  }

  @Test
  void saysWhenARowWouldLeave() {
    assertThat(depths().eta(first, 2, 0)).isEqualTo(NOON);
    put(first, 2, NOON, 20);
    put(first, 4, NOON, 1_000);
    put(second, 1, NOON, 100);

    // Its own pace: 20 units at 5 a second; the one it shares: 120 at 10 a second.
    assertThat(depths().eta(first, 2, 0)).isEqualTo(NOON.plusSeconds(12));
    assertThat(depths().eta(first, 1, 0)).isEqualTo(NOON.plusSeconds(10));
    assertThat(depths().eta(first, 0, 0)).isEqualTo(NOON);
    assertThat(depths().eta(first, 2, 80)).isEqualTo(NOON.plusSeconds(20));
    assertThat(depths().eta(new Lane(first.id(), List.of()), 4, 0)).isEqualTo(NOON);
    assertThat(depths().eta(unknown(), 4, 30)).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void reckonsWithWhatHasLeftAlready() {
    var lane = lane(1);
    put(lane, 2, NOON, 7);
    put(lane, 2, NOON, 2);
    start(errands(List.of(lane), worked::add), settings(1, SOON));
    await().until(() -> worked.size() == 1);

    assertThat(depths().eta(lane, 2, 0)).isEqualTo(NOON.plus(Duration.ofSeconds(9)));
  }

  private QueueDepths depths() {
    return new QueueDepths("errands", () -> List.of(first, second), DATABASE.storage(), clock);
  }

  private Lane shared(double own) {
    return new Lane(UUID.randomUUID(), List.of(new Limit(UUID.randomUUID(), own), shared));
  }

  private static Lane unknown() {
    return lane(10);
  }

  private static void set(String what, UUID id) {
    DATABASE.jdbc().sql("UPDATE errands SET " + what + " WHERE id = ?").param(id).update();
  }
}
