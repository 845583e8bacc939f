// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksPropertiesTest {

  private static final Settings<WebhooksProperties> SETTINGS =
      new Settings<>("trunkline.webhooks", WebhooksProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new WebhooksProperties(
                false,
                50,
                256,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(10)),
                Duration.ofDays(5),
                Duration.ofDays(30)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "allow-http", "true",
                    "most-endpoints", "3",
                    "max-in-flight", "4",
                    "connect-timeout", "1s",
                    "timeout", "2s",
                    "retries", "1s, 2m",
                    "disable-after", "1d",
                    "keep-for", "7d")))
        .isEqualTo(
            new WebhooksProperties(
                true,
                3,
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                List.of(Duration.ofSeconds(1), Duration.ofMinutes(2)),
                Duration.ofDays(1),
                Duration.ofDays(7)));
  }

  @Test
  void refusesToForgetWhatIsStillTried() {
    var retries = "25h, 25h";

    assertThatThrownBy(() -> SETTINGS.with(Map.of("retries", retries, "keep-for", "59h")))
        .rootCause()
        .hasMessageContaining("trunkline.webhooks.keep-for");
    assertThat(SETTINGS.with(Map.of("retries", retries, "keep-for", "60h")).keepFor())
        .isEqualTo(Duration.ofHours(60));
  }

  @ParameterizedTest
  @CsvSource({
    "most-endpoints, 0",
    "max-in-flight, 0",
    "connect-timeout, 0s",
    "timeout, 999ms",
    "timeout, 61s",
    "retries, 0s",
    "disable-after, 0s",
    "keep-for, 47h"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
