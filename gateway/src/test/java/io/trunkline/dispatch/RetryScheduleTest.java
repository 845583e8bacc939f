// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private final RetrySchedule schedule =
      new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5));

  @Test
  void doublesUpToTheLongest() {
    var random = new Random(1);

    assertThat(schedule.delay(1, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(schedule.delay(4, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(schedule.delay(1_000_000, random))
        .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
  }

  @Test
  void spreadsWhatFailedTogether() {
    var random = new Random(1);

    assertThat(IntStream.range(0, 100).mapToObj(i -> schedule.delay(5, random)).distinct())
        .hasSizeGreaterThan(90);
  }
}
