// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagingPropertiesTest {

  private static final Settings<MessagingProperties> SETTINGS =
      new Settings<>("trunkline.messaging", MessagingProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(new MessagingProperties(Duration.ofMinutes(10), Duration.ofSeconds(1)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "check-after", "7s",
                    "release-every", "2s")))
        .isEqualTo(new MessagingProperties(Duration.ofSeconds(7), Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({"check-after, 0s", "release-every, 999ms"})
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
