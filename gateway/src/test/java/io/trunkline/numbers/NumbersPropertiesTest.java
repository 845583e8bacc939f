// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.numbers.NumbersProperties.Configured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NumbersPropertiesTest {

  @Test
  void startsWithoutSenders() {
    assertThat(bind(Map.of())).isEqualTo(new NumbersProperties(null, null, List.of()));
    assertThat(bind(Map.of("default-sender", " "))).isEqualTo(bind(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "default-sender", " +14155550100 ",
                    "pace-per-second", "2.5",
                    "senders[0].address", "72345",
                    "senders[0].pace-per-second", "30",
                    "senders[1].address", "ACME")))
        .isEqualTo(
            new NumbersProperties(
                "+14155550100",
                2.5,
                List.of(new Configured("72345", 30.0), new Configured("ACME", null))));
  }

  @ParameterizedTest
  @CsvSource({
    "default-sender, 12, A sender is",
    "default-sender, hello world hello, A sender is",
    "default-sender, +1, ''",
    "senders[0].address, 12, A sender is",
    "pace-per-second, 0, positive",
    "pace-per-second, -1, positive",
    "pace-per-second, NaN, positive",
    "pace-per-second, Infinity, positive",
    "pace-per-second, fast, fast"
  })
  void refusesNonsense(String name, String value, String reason) {
    assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(reason);
  }

  @Test
  void refusesAFurtherSenderWithoutAPace() {
    assertThatThrownBy(
            () -> bind(Map.of("senders[0].address", "ACME", "senders[0].pace-per-second", "0")))
        .rootCause()
        .hasMessageContaining("positive");
  }

  private static NumbersProperties bind(Map<String, String> properties) {
    var source = new MapConfigurationPropertySource();
    properties.forEach((name, value) -> source.put("trunkline.numbers." + name, value));
    return new Binder(source).bindOrCreate("trunkline.numbers", NumbersProperties.class);
  }
}
