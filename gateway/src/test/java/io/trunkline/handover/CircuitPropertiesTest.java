// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CircuitPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new CircuitProperties(
                20,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.handover.circuit.outage-failures", "3",
                    "trunkline.handover.circuit.outage-within", "4s",
                    "trunkline.handover.circuit.probe-first", "5s",
                    "trunkline.handover.circuit.probe-longest", "6s",
                    "trunkline.handover.circuit.probe-every", "7s")))
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
    assertThatThrownBy(() -> bind(Map.of("trunkline.handover.circuit." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.handover.circuit." + name);
  }

  private static CircuitProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.handover.circuit", CircuitProperties.class);
  }
}
