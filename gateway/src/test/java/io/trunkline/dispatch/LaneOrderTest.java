// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneOrderTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final LaneOrder order = new LaneOrder();
  private final DueLane bulk = due(NOON, 4);
  private final DueLane news = due(NOON, 3);
  private final DueLane codes = due(NOON, 1, 4);

  @Test
  void putsLanesWithUrgentRowsFirst() {
    assertThat(order.of(List.of(bulk, codes, news), NOON)).containsExactly(codes, bulk, news);
  }

  @Test
  void putsWhoeverWasServedLongestAgoFirst() {
    order.of(List.of(bulk, news), NOON);
    order.served(bulk, 1);

    assertThat(order.of(List.of(bulk, news), NOON)).containsExactly(news, bulk);

    order.served(news, 1);

    assertThat(order.of(List.of(bulk, news), NOON)).containsExactly(bulk, news);
  }

  @Test
  void letsALaneThroughInItsTurn() {
    for (var urgent = 0; urgent < 9; urgent++) {
      assertThat(order.of(List.of(codes, bulk), NOON)).containsExactly(codes, bulk);
      order.served(codes, 1);
    }

    assertThat(order.of(List.of(codes, bulk), NOON)).containsExactly(bulk, codes);
    order.served(bulk, 1);
    assertThat(order.of(List.of(codes, bulk), NOON)).containsExactly(codes, bulk);
  }

  @Test
  void keepsNoTurnForALaneThatIsSlowByItself() {
    var slow = due(NOON.plusSeconds(60), 4);
    order.of(List.of(codes, slow), NOON);
    order.served(codes, 10);

    assertThat(order.of(List.of(codes, slow), NOON)).containsExactly(codes, slow);
  }

  private static DueLane due(Instant freeAt, Integer... priorities) {
    var paces = new Paces(List.of(new Pace(1, Clocks.at(freeAt))));
    return new DueLane(new Lane(UUID.randomUUID(), List.of()), List.of(priorities), paces, true);
  }
}
