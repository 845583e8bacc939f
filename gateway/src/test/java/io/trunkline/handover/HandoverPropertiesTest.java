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

class HandoverPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new HandoverProperties(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                2,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.handover.settle-every", "7s",
                    "trunkline.handover.settle-after", "1m",
                    "trunkline.handover.settle-again-after", "2m",
                    "trunkline.handover.absences", "3",
                    "trunkline.handover.retry-first", "4s",
                    "trunkline.handover.retry-longest", "5s")))
        .isEqualTo(
            new HandoverProperties(
                Duration.ofSeconds(7),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "settle-every, 999ms",
    "settle-after, 0s",
    "settle-again-after, -1s",
    "absences, 1",
    "retry-first, 0s",
    "retry-longest, 999ms"
  })
  void refusesNonsense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("trunkline.handover." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.handover." + name);
  }

  private static HandoverProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.handover", HandoverProperties.class);
  }
}
