// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesPropertiesTest {

  private static final Settings<TemplatesProperties> SETTINGS =
      new Settings<>("trunkline.templates", TemplatesProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of())).isEqualTo(new TemplatesProperties(Duration.ofMinutes(5)));
  }

  @Test
  void mapsEverySetting() {
    assertThat(SETTINGS.with(Map.of("sync-every", "30s")))
        .isEqualTo(new TemplatesProperties(Duration.ofSeconds(30)));
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> SETTINGS.with(Map.of("sync-every", "10ms")))
        .hasRootCauseMessage("trunkline.templates.sync-every is at least a second");
  }
}
