// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CallbacksPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new CallbacksProperties(null));
  }

  @Test
  void takesBlankForAbsent() {
    assertThat(bind(Map.of("trunkline.callbacks.public-url", ""))).isEqualTo(bind(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(bind(Map.of("trunkline.callbacks.public-url", "https://sms.example.com/gate/")))
        .isEqualTo(new CallbacksProperties(URI.create("https://sms.example.com/gate/")));
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
    assertThatThrownBy(() -> bind(Map.of("trunkline.callbacks.public-url", value)))
        .rootCause()
        .hasMessageContaining("trunkline.callbacks.public-url");
  }

  private static CallbacksProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.callbacks", CallbacksProperties.class);
  }
}
