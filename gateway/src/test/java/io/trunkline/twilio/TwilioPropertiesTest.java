// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioPropertiesTest {

  private static final Settings<TwilioProperties> SETTINGS =
      new Settings<>("trunkline.twilio", TwilioProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new TwilioProperties(
                null, null, null, Duration.ofSeconds(5), Duration.ofSeconds(15), 128));
  }

  @Test
  void takesBlankForAbsent() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "base-url", "",
                    "region", " ",
                    "edge", "")))
        .isEqualTo(SETTINGS.with(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "base-url", "http://localhost:8090",
                    "region", "ie1",
                    "edge", "dublin",
                    "connect-timeout", "2s",
                    "response-timeout", "3s",
                    "max-connections", "7")))
        .isEqualTo(
            new TwilioProperties(
                URI.create("http://localhost:8090"),
                "ie1",
                "dublin",
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                7));
  }

  @ParameterizedTest
  @CsvSource({
    "base-url, localhost:8090",
    "base-url, ftp://localhost",
    "base-url, https://localhost?a=b",
    "base-url, https://localhost#x",
    "region, ie1",
    "connect-timeout, 0s",
    "response-timeout, -1s",
    "max-connections, 0"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
