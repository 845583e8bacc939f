// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitPropertiesTest {

  static final CircuitProperties DEFAULTS =
      new CircuitProperties(
          20,
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1));

  private static final Settings<CircuitProperties> SETTINGS =
      new Settings<>("trunkline.handover.circuit", CircuitProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "outage-failures", "3",
                    "outage-within", "4s",
                    "probe-first", "5s",
                    "probe-longest", "6s",
                    "probe-every", "7s")))
        .isEqualTo(
            new CircuitProperties(
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "outage-failures, 1",
    "outage-within, 0s",
    "probe-first, 0s",
    "probe-longest, 9s",
    "probe-every, 999ms"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
