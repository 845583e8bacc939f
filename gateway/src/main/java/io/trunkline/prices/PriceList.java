// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a segment of a text to a country costs, as Twilio last said.
 *
 * @param currency absent if Twilio has no prices for the country
 * @param prices one for each kind of sender, in the order of Twilio's words for them
 */
public record PriceList(
    String country, @Nullable Currency currency, Instant fetchedAt, List<Price> prices) {

  /**
   * @param numberType the kind of sender, in Twilio's words
   * @param carrier whose recipients cost that much; everybody else's cost as much or less
   */
  public record Price(String numberType, BigDecimal amount, String carrier) {}

  public PriceList {
    prices = List.copyOf(prices);
  }

  /** For the kind of sender, or the dearest of all where that kind has no price. */
  Optional<Money> segment(PricedSender sender) {
    var dearest = Comparator.comparing(Price::amount);
    return prices.stream()
        .filter(price -> sender.is(price.numberType()))
        .findAny()
        .or(() -> prices.stream().max(dearest))
        .flatMap(
            price -> Optional.ofNullable(currency).map(unit -> new Money(price.amount(), unit)));
  }
}
