// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbacksPropertiesTest {

  private static final Settings<CallbacksProperties> SETTINGS =
      new Settings<>("trunkline.callbacks", CallbacksProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(new CallbacksProperties(null, Duration.ofDays(30)));
  }

  @Test
  void takesBlankForAbsent() {
    assertThat(SETTINGS.with(Map.of("public-url", ""))).isEqualTo(SETTINGS.with(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(SETTINGS.with(Map.of("public-url", "https://sms.example.com/gate/", "keep", "90d")))
        .isEqualTo(
            new CallbacksProperties(
                URI.create("https://sms.example.com/gate/"), Duration.ofDays(90)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "ftp://example.com",
        "https://my_host.example.com",
        "https://example.com?a=b",
        "https://example.com#x"
      })
  void refusesNonsense(String value) {
    SETTINGS.refuse("public-url", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "23h", "4000d"})
  void keepsCallbacksForADayToTenYears(String value) {
    SETTINGS.refuse("keep", value);
  }
}
