// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.prices.PricesProperties.Fixed;
import io.trunkline.settings.Settings;
import io.trunkline.twilio.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesPropertiesTest {

  private static final Settings<PricesProperties> SETTINGS =
      new Settings<>("trunkline.prices", PricesProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(new PricesProperties(Duration.ofDays(1), List.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.of(
                    "refresh-after", "6h",
                    "fixed[0].channel", "whatsapp",
                    "fixed[0].country", "DE",
                    "fixed[0].amount", "0.1131",
                    "fixed[0].currency", "EUR")))
        .isEqualTo(
            new PricesProperties(
                Duration.ofHours(6),
                List.of(new Fixed(Channel.WHATSAPP, "DE", new BigDecimal("0.1131"), "EUR"))));
  }

  @Test
  void prefersThePriceOfTheCountry() {
    var properties =
        new PricesProperties(
            Duration.ofDays(1),
            List.of(
                new Fixed(Channel.MMS, null, BigDecimal.ONE, "USD"),
                new Fixed(Channel.MMS, "CA", BigDecimal.TWO, "USD")));

    assertThat(properties.fixed(Channel.MMS, "CA"))
        .contains(new Money(BigDecimal.TWO, Currency.getInstance("USD")));
    assertThat(properties.fixed(Channel.MMS, "US"))
        .contains(new Money(BigDecimal.ONE, Currency.getInstance("USD")));
    assertThat(properties.fixed(Channel.WHATSAPP, "US")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "refresh-after, 59s",
    "fixed[0].country, Germany",
    "fixed[0].amount, -0.01",
    "fixed[0].currency, dollars"
  })
  void refusesNonsense(String name, String value) {
    var properties = new HashMap<String, Object>();
    properties.put("fixed[0].channel", "mms");
    properties.put("fixed[0].amount", "0.02");
    properties.put("fixed[0].currency", "USD");
    properties.put(name, value);

    assertThatThrownBy(() -> SETTINGS.with(properties))
        .rootCause()
        .hasMessageContaining("trunkline.prices." + name.replace("0", ""));
  }
}
