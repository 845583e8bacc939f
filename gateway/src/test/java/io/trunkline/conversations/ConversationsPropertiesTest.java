// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConversationsPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new ConversationsProperties(5, Duration.ofHours(1), 3, Duration.ofMinutes(10)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.conversations.answers", "7",
                    "trunkline.conversations.answers-within", "2h",
                    "trunkline.conversations.repeats", "4",
                    "trunkline.conversations.repeats-within", "3m")))
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
    assertThatThrownBy(() -> bind(Map.of("trunkline.conversations." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.conversations." + name);
  }

  private static ConversationsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.conversations", ConversationsProperties.class);
  }
}
