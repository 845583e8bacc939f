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

    assertThat(pace.isFree(NOON)).isTrue();
    assertThat(pace.after(1, NOON).isFree(NOON)).isFalse();
    assertThat(pace.after(1, NOON).isFree(NOON.plusSeconds(1))).isTrue();
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
      while (pace.isFree(now)) {
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
    while (pace.isFree(NOON)) {
      pace = pace.after(1, NOON);
      batch++;
    }

    assertThat(batch).isEqualTo(21);
    assertThat(Pace.worthClaimingAt(pace.nextFreeAt()))
        .isEqualTo(NOON.plus(Duration.ofMillis(110)));
  }
}
