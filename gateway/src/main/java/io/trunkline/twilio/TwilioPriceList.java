// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/** What came of asking for the prices of texts to a country. */
public sealed interface TwilioPriceList {

  /**
   * What a segment costs this account now, its discounts included.
   *
   * @param carrier the recipient's, as Twilio names it
   * @param numberType of the sender, in Twilio's words: {@code local}, {@code mobile}, {@code
   *     national}, {@code shortcode}, {@code toll-free}
   */
  record Price(String carrier, String numberType, BigDecimal amount) {}

  record Listed(Currency currency, List<Price> prices) implements TwilioPriceList {
    public Listed {
      prices = List.copyOf(prices);
    }
  }

  /** Twilio has no prices for the country. */
  record Unlisted() implements TwilioPriceList {}

  record NoAnswer(String why) implements TwilioPriceList {}
}
