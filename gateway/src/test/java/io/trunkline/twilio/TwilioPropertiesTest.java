// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TwilioPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new TwilioProperties(
                null, null, null, Duration.ofSeconds(5), Duration.ofSeconds(15), 128));
  }

  @Test
  void takesBlankForAbsent() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.twilio.base-url", "",
                    "trunkline.twilio.region", " ",
                    "trunkline.twilio.edge", "")))
        .isEqualTo(bind(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.twilio.base-url", "http://localhost:8090",
                    "trunkline.twilio.region", "ie1",
                    "trunkline.twilio.edge", "dublin",
                    "trunkline.twilio.connect-timeout", "2s",
                    "trunkline.twilio.response-timeout", "3s",
                    "trunkline.twilio.max-connections", "7")))
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
    assertThatThrownBy(() -> bind(Map.of("trunkline.twilio." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.twilio." + name);
  }

  private static TwilioProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.twilio", TwilioProperties.class);
  }
}
