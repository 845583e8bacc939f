// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.prices.PricesProperties.Fixed;
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
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PricesPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new PricesProperties(Duration.ofDays(1), List.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "trunkline.prices.refresh-after", "6h",
                    "trunkline.prices.fixed[0].channel", "whatsapp",
                    "trunkline.prices.fixed[0].country", "DE",
                    "trunkline.prices.fixed[0].amount", "0.1131",
                    "trunkline.prices.fixed[0].currency", "EUR")))
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
    properties.put("trunkline.prices.fixed[0].channel", "mms");
    properties.put("trunkline.prices.fixed[0].amount", "0.02");
    properties.put("trunkline.prices.fixed[0].currency", "USD");
    properties.put("trunkline.prices." + name, value);

    assertThatThrownBy(() -> bind(properties))
        .rootCause()
        .hasMessageContaining("trunkline.prices." + name.replace("0", ""));
  }

  private static PricesProperties bind(Map<String, ?> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.prices", PricesProperties.class);
  }
}
