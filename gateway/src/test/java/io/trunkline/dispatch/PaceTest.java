// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void letsASlowLaneSendOneAtATime() {
    var pace = pace(1);

    assertThat(pace.isFree(false, NOON)).isTrue();
    assertThat(others(pace, 1, NOON).isFree(false, NOON)).isFalse();
    assertThat(others(pace, 1, NOON).isFree(false, NOON.plusSeconds(1))).isTrue();
  }

  @Test
  void countsEveryUnitOfALongText() {
    assertThat(others(pace(2), 10, NOON).clocks().all()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void savesNothingUpWhileIdle() {
    var idle = new Pace(1, Clocks.at(NOON.minusSeconds(3600)));

    assertThat(others(idle, 1, NOON).clocks().all()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void keepsTheRateOverAnHourHoweverOftenItIsAsked() {
    var pace = pace(7);
    var sent = 0;
    for (var now = NOON; now.isBefore(NOON.plusSeconds(3600)); now = now.plusMillis(13)) {
      while (pace.isFree(false, now)) {
        pace = others(pace, 1, now);
        sent++;
      }
    }

    assertThat(sent).isBetween(7 * 3600, 7 * 3600 + 7);
  }

  @Test
  void claimsAFastLaneInBatches() {
    var pace = pace(100);
    var batch = 0;
    while (pace.isFree(false, NOON)) {
      pace = others(pace, 1, NOON);
      batch++;
    }

    assertThat(batch).isEqualTo(31).isEqualTo(pace(100).free(false, NOON));
    assertThat(pace.free(false, NOON)).isZero();
    assertThat(pace.free(false, pace.worthClaimingAt(false))).isBetween(8, 9);
    assertThat(pace.worthClaimingAt(false)).isEqualTo(NOON.plus(Duration.ofMillis(85)));
  }

  /** Two of a slow lane, 150 ms of a fast one: its pace holds within 5 % over 10 s. */
  @ParameterizedTest
  @CsvSource({"0.1, 1", "1, 2", "4, 3", "8, 3", "200, 31"})
  void letsAFewUrgentUnitsRunAhead(double perSecond, int most) {
    var pace = pace(perSecond);
    var urgent = 0;
    while (pace.isFree(true, NOON)) {
      pace = pace.after(1, true, false, NOON);
      urgent++;
    }

    assertThat(urgent).isEqualTo(most).isEqualTo(pace(perSecond).free(true, NOON));
    assertThat(pace.worthClaimingAt(true)).isAfter(NOON);
    assertThat(pace.isFree(true, pace.worthClaimingAt(true))).isTrue();
  }

  @Test
  void letsNoUrgentUnitWaitForALongTextAndTheOthersPayForBoth() {
    var pace = others(pace(1), 10, NOON);

    assertThat(pace.isFree(true, NOON)).isTrue();
    var charged = pace.after(1, true, true, NOON);
    assertThat(charged.clocks().all()).isEqualTo(NOON.plusSeconds(11));
    assertThat(charged.clocks().urgent()).isBetween(NOON.plusMillis(1100), NOON.plusMillis(1112));
  }

  /** Codes without end, long texts whenever there is room: neither starves, and the pace holds. */
  @Test
  void leavesATenthToTheOthersAndKeepsTheRateOverAnHour() {
    var pace = pace(1);
    var codes = 0;
    var bulk = 0;
    for (var now = NOON; now.isBefore(NOON.plusSeconds(3600)); now = now.plusMillis(13)) {
      while (pace.isFree(true, now)) {
        pace = pace.after(1, true, true, now);
        codes++;
      }
      while (pace.isFree(false, now)) {
        pace = others(pace, 10, now);
        bulk += 10;
      }
    }

    assertThat(codes).isBetween(3600 * 9 / 10, 3600 * 9 / 10 + 3);
    assertThat(bulk).isBetween(340, 380);
    assertThat(codes + bulk).isBetween(3600, 3600 + 12);
  }

  @Test
  void letsTheUrgentUseAllOfAPaceForWhichNobodyElseWaits() {
    var pace = pace(1);
    var codes = 0;
    for (var now = NOON; now.isBefore(NOON.plusSeconds(600)); now = now.plusMillis(13)) {
      while (pace.isFree(true, now)) {
        pace = pace.after(1, true, false, now);
        codes++;
      }
    }

    assertThat(codes).isBetween(600, 602);
  }

  @Test
  void letsNothingLeaveWhileItIsHeldBackAndThenOneByOne() {
    var until = NOON.plusSeconds(30);
    var pace = new Pace(100, pace(100).heldBackUntil(until));

    for (var urgent : new boolean[] {true, false}) {
      assertThat(pace.isFree(urgent, until.minusMillis(1))).isFalse();
      assertThat(pace.isFree(urgent, until)).isTrue();
      assertThat(pace.after(1, urgent, false, until).isFree(urgent, until)).isFalse();
    }
  }

  private static Pace pace(double unitsPerSecond) {
    return new Pace(unitsPerSecond, Clocks.at(NOON));
  }

  private static Pace others(Pace pace, int units, Instant now) {
    return pace.after(units, false, true, now);
  }
}
