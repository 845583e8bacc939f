// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConsentPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new ConsentProperties("this sender"));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(bind(Map.of("trunkline.consent.sender-name", "Chez Paul")).senderName())
        .isEqualTo("Chez Paul");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "A name of which nobody remembers the beginning"})
  void refusesNonsense(String name) {
    assertThatThrownBy(() -> bind(Map.of("trunkline.consent.sender-name", name)))
        .rootCause()
        .hasMessageContaining("trunkline.consent.sender-name");
  }

  private static ConsentProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.consent", ConsentProperties.class);
  }
}
