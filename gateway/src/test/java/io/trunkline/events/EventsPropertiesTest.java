// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsPropertiesTest {

  private static final Settings<EventsProperties> SETTINGS =
      new Settings<>("trunkline.events", EventsProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new EventsProperties(
                Duration.ofDays(30), 20, Duration.ofSeconds(15), Duration.ofMinutes(15)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of("keep", "7d", "streams", "3", "heartbeat", "5s", "stream-for", "1h")))
        .isEqualTo(
            new EventsProperties(
                Duration.ofDays(7), 3, Duration.ofSeconds(5), Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "keep, 59m",
    "keep, 3654d",
    "streams, -1",
    "streams, 10001",
    "heartbeat, 9ms",
    "heartbeat, 61m",
    "stream-for, 999ms",
    "stream-for, 25h"
  })
  void refusesNonsense(String name, String value) {
    assertThatThrownBy(() -> SETTINGS.with(Map.of(name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.events." + name);
  }
}
