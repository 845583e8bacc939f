// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void letsASlowLaneSendOneAtATime() {
    var pace = new Pace(1, NOON);

    assertThat(pace.isFree(NOON, Pace.AHEAD)).isTrue();
    assertThat(pace.after(1, NOON).isFree(NOON, Pace.AHEAD)).isFalse();
    assertThat(pace.after(1, NOON).isFree(NOON.plusSeconds(1), Pace.AHEAD)).isTrue();
  }

  @Test
  void countsEveryUnitOfALongText() {
    assertThat(new Pace(2, NOON).after(10, NOON).nextFreeAt()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void savesNothingUpWhileIdle() {
    var idle = new Pace(1, NOON.minusSeconds(3600));

    assertThat(idle.after(1, NOON).nextFreeAt()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void keepsTheRateOverAnHourHoweverOftenItIsAsked() {
    var pace = new Pace(7, NOON);
    var sent = 0;
    for (var now = NOON; now.isBefore(NOON.plusSeconds(3600)); now = now.plusMillis(13)) {
      while (pace.isFree(now, Pace.AHEAD)) {
        pace = pace.after(1, now);
        sent++;
      }
    }

    assertThat(sent).isBetween(7 * 3600, 7 * 3600 + 7);
  }

  @Test
  void claimsAFastLaneInBatches() {
    var pace = new Pace(100, NOON);
    var batch = 0;
    while (pace.isFree(NOON, Pace.AHEAD)) {
      pace = pace.after(1, NOON);
      batch++;
    }

    assertThat(batch).isEqualTo(21).isEqualTo(pace.mostAtOnce(Pace.AHEAD));
    assertThat(Pace.worthClaimingAt(pace.nextFreeAt(), false))
        .isEqualTo(NOON.plus(Duration.ofMillis(110)));
  }

  @Test
  void letsTheUrgentRunASecondAheadAndTheOthersPayForIt() {
    var pace = new Pace(2, NOON);
    var urgent = 0;
    while (pace.isFree(NOON, Pace.URGENTLY_AHEAD)) {
      pace = pace.after(1, NOON);
      urgent++;
    }

    assertThat(urgent).isEqualTo(3).isEqualTo(pace.mostAtOnce(Pace.URGENTLY_AHEAD));
    assertThat(Pace.worthClaimingAt(pace.nextFreeAt(), true)).isEqualTo(NOON.plusMillis(500));
    assertThat(pace.isFree(NOON.plusMillis(1299), Pace.AHEAD)).isFalse();
    assertThat(pace.isFree(NOON.plusMillis(1300), Pace.AHEAD)).isTrue();
  }
}
