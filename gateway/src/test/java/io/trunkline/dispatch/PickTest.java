// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dispatch.Pick.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Paces UNPACED = new Paces(List.of());
  private static final Capacity ENOUGH = new Capacity(1_000, 0, false);

  private final List<Waiting> due = new ArrayList<>();

  /** Rows by priority, each as many seconds old as its priority is high. */
  @ParameterizedTest
  @CsvSource({
    "'2:3 4:2', 22244",
    "'2:20', 22222222222222222222",
    "'2:20 4:5', 2222222224222222222422444",
    "'0:12 1:12 4:2', 00000000040001111114111111",
    "'1:20 2:1 3:1 4:1', 11111111141111111113112",
  })
  void isStrictButLetsOneUnitInTenGoToWhoeverWaitedLongest(String waiting, String leave) {
    for (var group : waiting.split(" ")) {
      var priority = Integer.parseInt(group.substring(0, 1));
      put(Integer.parseInt(group.substring(2)), priority, 1);
    }

    assertThat(leaving(pick(UNPACED, Turns.NONE, ENOUGH))).isEqualTo(leave);
  }

  @Test
  void countsTurnsOverClaimsOfOneRowEach() {
    put(30, 1, 1);
    put(30, 4, 1);
    var turns = Turns.NONE;
    var left = new StringBuilder();
    for (var claim = 0; claim < 20; claim++) {
      var pick = pick(UNPACED, turns, new Capacity(1, 0, false));
      left.append(leaving(pick));
      due.removeIf(row -> pick.rows().contains(row));
      turns = pick.turns();
    }

    assertThat(left).hasToString("11111111141111111114");
  }

  @Test
  void countsTheUnitsOfLongRows() {
    put(4, 1, 5);
    put(2, 4, 1);

    assertThat(leaving(pick(UNPACED, Turns.NONE, ENOUGH))).isEqualTo("114114");
  }

  @Test
  void keepsPlacesForTheUrgent() {
    put(3, 1, 1);
    put(30, 4, 1);

    assertThat(leaving(pick(UNPACED, Turns.NONE, new Capacity(8, 2, false)))).isEqualTo("111444");
    assertThat(leaving(pick(UNPACED, new Turns(9), new Capacity(2, 2, false)))).isEqualTo("11");
  }

  @Test
  void keepsAPlaceForOneOfTheOthersWhileNoneIsAtWork() {
    put(30, 1, 1);
    put(30, 4, 1);

    assertThat(leaving(pick(UNPACED, Turns.NONE, new Capacity(4, 2, true)))).isEqualTo("1114");
    assertThat(leaving(pick(UNPACED, Turns.NONE, new Capacity(1, 2, true)))).isEqualTo("4");
    due.removeIf(row -> !row.isUrgent());
    assertThat(leaving(pick(UNPACED, Turns.NONE, new Capacity(4, 2, true)))).isEqualTo("111");
    assertThat(leaving(pick(UNPACED, Turns.NONE, new Capacity(1, 2, true)))).isEmpty();
  }

  @Test
  void letsTheUrgentRunAheadOfWhatTheOthersMayUse() {
    put(30, 1, 1);
    put(30, 4, 1);
    var fourASecond = new Paces(List.of(new Pace(4, Clocks.at(NOON))));

    assertThat(leaving(pick(fourASecond, Turns.NONE, ENOUGH))).isEqualTo("11");
    due.removeIf(Waiting::isUrgent);
    assertThat(leaving(pick(fourASecond, Turns.NONE, ENOUGH))).isEqualTo("44");
  }

  @Test
  void keepsTheSlowestOfSeveralPacesAndChargesAll() {
    put(30, 4, 1);
    var fast = new Pace(100, Clocks.at(NOON));
    var slow = new Pace(10, Clocks.at(NOON));

    var pick = pick(new Paces(List.of(fast, slow)), Turns.NONE, ENOUGH);

    assertThat(pick.rows()).hasSize(4);
    assertThat(pick.paces().all())
        .extracting(pace -> pace.clocks().all())
        .containsExactly(NOON.plusMillis(40), NOON.plusMillis(400));
  }

  private Pick pick(Paces paces, Turns turns, Capacity capacity) {
    return Pick.of(due, paces, true, turns, capacity, NOON);
  }

  private void put(int rows, int priority, int units) {
    for (var row = 0; row < rows; row++) {
      var id = UUID.randomUUID();
      due.add(new Waiting(id, priority, NOON.minusSeconds(priority), units));
    }
  }

  private String leaving(Pick pick) {
    return pick.rows().stream()
        .map(Waiting::priority)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }
}
