// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPropertiesTest {

  private static final Settings<ConsentProperties> SETTINGS =
      new Settings<>("trunkline.consent", ConsentProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(new ConsentProperties("this sender", 7, Period.ofYears(6)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "sender-name", "Chez Paul", "deactivation-days", "30", "keep-rulings", "90d")))
        .isEqualTo(new ConsentProperties("Chez Paul", 30, Period.ofDays(90)));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "A name of which nobody remembers the beginning"})
  void refusesNonsense(String name) {
    SETTINGS.refuse("sender-name", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "61"})
  void refusesDaysThatAreNone(String days) {
    SETTINGS.refuse("deactivation-days", days);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0d", "-1d", "51y", "613m"})
  void refusesToKeepRulingsForAsLong(String time) {
    SETTINGS.refuse("keep-rulings", time);
  }
}
