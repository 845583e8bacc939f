// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DispatchPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new DispatchProperties(
                true, 64, Duration.ofSeconds(45), Duration.ofMillis(500), Duration.ofSeconds(20)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.dispatch.enabled", "false",
                    "trunkline.dispatch.max-in-flight", "7",
                    "trunkline.dispatch.lease", "1m",
                    "trunkline.dispatch.poll-interval", "2s",
                    "trunkline.dispatch.shutdown-timeout", "3s")))
        .isEqualTo(
            new DispatchProperties(
                false, 7, Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @CsvSource({"max-in-flight, 0", "lease, 0s", "poll-interval, -1ms", "shutdown-timeout, 0s"})
  void refusesNonsense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("trunkline.dispatch." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.dispatch." + name);
  }

  private static DispatchProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.dispatch", DispatchProperties.class);
  }
}
