// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookRetriesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final WebhookRetries RETRIES =
      new WebhookRetries(
          new Settings<>("trunkline.webhooks", WebhooksProperties.class).with(Map.of()).retries());

  private final Random random = new Random(42);

  @Test
  void waitLongerEachTimeAndAtMostAFifthMoreThanTheySay() {
    var delays =
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));
    for (int failures = 1; failures <= delays.size(); failures++) {
      var delay = delays.get(failures - 1);
      assertThat(next(failures))
          .isBetween(NOON.plus(delay), NOON.plus(delay.plus(delay.dividedBy(5))));
    }
  }

  @Test
  void endAfterTheLast() {
    assertThat(RETRIES.next(8, NOON, null, random)).isEmpty();
    assertThat(RETRIES.next(8, NOON, NOON.plusSeconds(1), random)).isEmpty();
  }

  @Test
  void doNotComeBackTogether() {
    assertThat(IntStream.range(0, 100).mapToObj(_ -> next(2)).distinct()).hasSizeGreaterThan(50);
  }

  @Test
  void waitAsLongAsTheyAreAskedToButNotForEver() {
    assertThat(RETRIES.next(1, NOON, NOON.plusSeconds(600), random))
        .contains(NOON.plusSeconds(600));
    assertThat(RETRIES.next(1, NOON, NOON.plus(Duration.ofHours(23)), random))
        .contains(NOON.plus(Duration.ofHours(23)));
    assertThat(RETRIES.next(1, NOON, NOON.plus(Duration.ofDays(3)), random))
        .contains(NOON.plus(Duration.ofDays(1)));
    assertThat(RETRIES.next(3, NOON, NOON.plusSeconds(60), random).orElseThrow())
        .isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(30)));
  }

  private Instant next(int failures) {
    return RETRIES.next(failures, NOON, null, random).orElseThrow();
  }
}
