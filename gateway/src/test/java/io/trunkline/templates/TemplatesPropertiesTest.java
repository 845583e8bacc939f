// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TemplatesPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new TemplatesProperties(Duration.ofMinutes(5)));
  }

  @Test
  void mapsEverySetting() {
    assertThat(bind(Map.of("trunkline.templates.sync-every", "30s")))
        .isEqualTo(new TemplatesProperties(Duration.ofSeconds(30)));
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> bind(Map.of("trunkline.templates.sync-every", "10ms")))
        .hasRootCauseMessage("trunkline.templates.sync-every is at least a second");
  }

  private static TemplatesProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.templates", TemplatesProperties.class);
  }
}
