// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallClockTest {

  @ParameterizedTest(name = "{0}: {1} in {2} is {3}")
  @CsvSource({
    "an ordinary morning, 2026-11-25T09:00, Europe/Vienna, 2026-11-25T08:00:00Z",
    "with seconds, 2026-11-25T09:00:30, Europe/Vienna, 2026-11-25T08:00:30Z",
    "half an hour off, 2026-11-25T09:00, Asia/Kolkata, 2026-11-25T03:30:00Z",
    "skipped in spring, 2026-03-29T02:30, Europe/Vienna, 2026-03-29T01:00:00Z",
    "the last before the gap, 2026-03-29T01:59:59, Europe/Vienna, 2026-03-29T00:59:59Z",
    "the first after the gap, 2026-03-29T03:00, Europe/Vienna, 2026-03-29T01:00:00Z",
    "twice in autumn, 2026-10-25T02:30, Europe/Vienna, 2026-10-25T00:30:00Z",
    "skipped by half an hour, 2026-10-04T02:15, Australia/Lord_Howe, 2026-10-03T15:30:00Z",
    "everywhere, 2026-11-25T09:00, America/New_York America/Los_Angeles, 2026-11-25T17:00:00Z",
    "no change of clocks, 2026-07-01T09:00, America/Phoenix, 2026-07-01T16:00:00Z"
  })
  void isAnInstantWhereItHangs(String what, String time, String zones, Instant instant) {
    assertThat(WallClock.parse(time).everywhere(zones(zones))).contains(instant);
  }

  @ParameterizedTest
  @CsvSource("2026-11-25T09:00")
  void isNoInstantNowhere(String time) {
    assertThat(WallClock.parse(time).everywhere(Set.of())).isEmpty();
  }

  private static Set<ZoneId> zones(String names) {
    return Stream.of(names.split(" ")).map(ZoneId::of).collect(Collectors.toSet());
  }
}
