// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationsPropertiesTest {

  private static final Settings<ConversationsProperties> SETTINGS =
      new Settings<>("trunkline.conversations", ConversationsProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(new ConversationsProperties(5, Duration.ofHours(1), 3, Duration.ofMinutes(10)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "answers", "7",
                    "answers-within", "2h",
                    "repeats", "4",
                    "repeats-within", "3m")))
        .isEqualTo(new ConversationsProperties(7, Duration.ofHours(2), 4, Duration.ofMinutes(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "answers, 0",
    "answers, 101",
    "answers-within, 0s",
    "repeats, 1",
    "repeats, 101",
    "repeats-within, -1s"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
