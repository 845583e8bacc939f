// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import io.trunkline.prices.PriceStore.Key;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioPriceList;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Brings Twilio's lists here. Of all the carriers of a country the dearest counts. */
final class PriceFetcher {

  private static final Logger log = LoggerFactory.getLogger(PriceFetcher.class);

  private final Twilio twilio;
  private final PriceStore store;
  private final TransactionOperations transactions;
  private final Duration refreshAfter;
  private final Clock clock;

  PriceFetcher(
      Twilio twilio,
      PriceStore store,
      TransactionOperations transactions,
      PricesProperties properties,
      Clock clock) {
    this.twilio = twilio;
    this.store = store;
    this.transactions = transactions;
    this.refreshAfter = properties.refreshAfter();
    this.clock = clock;
  }

  /**
   * Asks Twilio and writes the answer down; what is here already stays if there is none.
   *
   * @return whether there was an answer
   */
  boolean fetch(Key key) {
    switch (twilio.messagePrices(key.account(), key.country())) {
      case TwilioPriceList.Listed(var currency, var prices) -> put(key, currency, dearest(prices));
      case TwilioPriceList.Unlisted() -> put(key, null, List.of());
      case TwilioPriceList.NoAnswer(var why) -> {
        log.warn(
            "The prices of texts to {} stay as they were, unknown if they were; asked for again"
                + " later: {}",
            key.country(),
            why);
        return false;
      }
    }
    return true;
  }

  /** Fetches the lists that have grown old. */
  void refresh() {
    store.olderThan(clock.instant().minus(refreshAfter)).forEach(this::fetch);
  }

  private void put(Key key, @Nullable Currency currency, List<PriceList.Price> prices) {
    var now = Storage.storable(clock.instant());
    var list = new PriceList(key.country(), currency, now, prices);
    transactions.executeWithoutResult(status -> store.put(key.account(), list));
  }

  static List<PriceList.Price> dearest(List<TwilioPriceList.Price> listed) {
    var dearer = BinaryOperator.maxBy(Comparator.comparing(PriceList.Price::amount));
    return List.copyOf(
        listed.stream()
            .map(price -> new PriceList.Price(price.numberType(), price.amount(), price.carrier()))
            .collect(Collectors.toMap(PriceList.Price::numberType, price -> price, dearer))
            .values());
  }
}
