// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchPropertiesTest {

  private static final Settings<DispatchProperties> SETTINGS =
      new Settings<>("trunkline.dispatch", DispatchProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new DispatchProperties(
                true, 64, Duration.ofSeconds(45), Duration.ofMillis(500), Duration.ofSeconds(20)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "enabled", "false",
                    "max-in-flight", "7",
                    "lease", "1m",
                    "poll-interval", "2s",
                    "shutdown-timeout", "3s")))
        .isEqualTo(
            new DispatchProperties(
                false, 7, Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @CsvSource({"max-in-flight, 0", "lease, 0s", "poll-interval, -1ms", "shutdown-timeout, 0s"})
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
