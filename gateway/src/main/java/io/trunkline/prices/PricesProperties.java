// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import io.trunkline.twilio.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What messages cost.
 *
 * @param refreshAfter how old a list of Twilio's may be before it is asked for again
 * @param fixed prices that Twilio lists nowhere, or that are better known here
 */
@ConfigurationProperties("trunkline.prices")
record PricesProperties(
    @DefaultValue("1d") Duration refreshAfter, @DefaultValue List<Fixed> fixed) {

  /**
   * A price that is not asked for.
   *
   * @param channel of the message
   * @param country two letters; if absent, every country that has no price of its own here
   * @param amount of a text by the segment, of anything else by the message
   * @param currency three letters
   */
  record Fixed(Channel channel, @Nullable String country, BigDecimal amount, String currency) {

    Fixed {
      country = country == null || country.isBlank() ? null : country.strip();
      if (country != null && !country.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("trunkline.prices.fixed[].country is two letters");
      }
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("trunkline.prices.fixed[].amount is not negative");
      }
      if (Currency.getAvailableCurrencies().stream()
          .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
        throw new IllegalArgumentException("trunkline.prices.fixed[].currency is no currency");
      }
    }

    Money money() {
      return new Money(amount, Currency.getInstance(currency));
    }

    private boolean isFor(Channel channel, String country) {
      return this.channel == channel && (this.country == null || this.country.equals(country));
    }
  }

  PricesProperties {
    fixed = List.copyOf(fixed);
    if (refreshAfter.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("trunkline.prices.refresh-after is at least a minute");
    }
  }

  /** The price by the segment or the message; the country's own before that of all. */
  Optional<Money> fixed(Channel channel, String country) {
    return fixed.stream()
        .filter(price -> price.isFor(channel, country))
        .min(Comparator.comparing(price -> price.country() == null))
        .map(Fixed::money);
  }
}
