// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log is told of callbacks that are given up. */
class ParkedLatelyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final ParkedLately lately = new ParkedLately();

  /** Of a number, perhaps, at which the address of another version is still set. */
  @Test
  void tellsOfThousandsOnceAMinute() {
    assertThat(IntStream.range(0, 1000).map(_ -> lately.count("unexpected", NOON)).sum())
        .isEqualTo(1);

    assertThat(lately.count("unexpected", NOON.plus(ParkedLately.PAUSE))).isEqualTo(1000);
  }

  @Test
  void tellsOfEachKind() {
    assertThat(lately.count("unexpected", NOON)).isEqualTo(1);
    assertThat(lately.count("message_status", NOON)).isEqualTo(1);
  }

  @Test
  void tellsAgainWhenTheClockIsSetBack() {
    assertThat(lately.count("unexpected", NOON)).isEqualTo(1);
    assertThat(lately.count("unexpected", NOON.minus(ParkedLately.PAUSE))).isEqualTo(1);
  }
}
