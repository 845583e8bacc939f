// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new MessagingProperties(Duration.ofMinutes(10), Duration.ofSeconds(1)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.messaging.check-after", "7s",
                    "trunkline.messaging.release-every", "2s")))
        .isEqualTo(new MessagingProperties(Duration.ofSeconds(7), Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({"check-after, 0s", "release-every, 999ms"})
  void refusesNonsense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("trunkline.messaging." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.messaging." + name);
  }

  private static MessagingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.messaging", MessagingProperties.class);
  }
}
