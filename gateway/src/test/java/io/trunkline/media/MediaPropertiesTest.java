// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaPropertiesTest {

  private static final Settings<MediaProperties> SETTINGS =
      new Settings<>("trunkline.media", MediaProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new MediaProperties(
                Duration.ofDays(30),
                false,
                false,
                Set.of(80, 443),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "keep-for", "7d",
                    "copy-inbound", "true",
                    "check-urls", "true",
                    "allowed-ports", "443, 8443",
                    "connect-timeout", "1s",
                    "read-timeout", "2s",
                    "fetch-timeout", "3s")))
        .isEqualTo(
            new MediaProperties(
                Duration.ofDays(7),
                true,
                true,
                Set.of(443, 8443),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "keep-for, 59m",
    "keep-for, 3654d",
    "allowed-ports, 0",
    "allowed-ports, 65536",
    "connect-timeout, 0s",
    "read-timeout, 0s",
    "fetch-timeout, -1s"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
