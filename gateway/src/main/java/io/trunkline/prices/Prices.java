// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.account.AccountId;
import io.trunkline.prices.PriceStore.Key;
import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What messages will cost. Nothing here waits for Twilio: a list that is not here yet is sent for,
 * and its prices are unknown until it comes, or for a minute if it does not. Lists are held in
 * memory for a minute, so what another node has fetched is seen that much later.
 */
public final class Prices {

  private static final Logger log = LoggerFactory.getLogger(Prices.class);

  private static final Duration MEMORY = Duration.ofMinutes(1);

  private static final int MOST_LISTS = 10_000;

  private final PriceStore store;
  private final PriceFetcher fetcher;
  private final PricesProperties properties;
  private final ExecutorService background;
  private final LoadingCache<Key, Optional<PriceList>> lists;

  Prices(
      PriceStore store,
      PriceFetcher fetcher,
      PricesProperties properties,
      ExecutorService background) {
    this.store = store;
    this.fetcher = fetcher;
    this.properties = properties;
    this.background = background;
    this.lists =
        Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(MOST_LISTS).build(this::load);
  }

  /**
   * What each message will cost, at the dearest carrier of its country. A question whose answer is
   * not known is left out.
   */
  public Map<PriceQuestion, Money> estimate(Collection<PriceQuestion> questions) {
    var estimates = new HashMap<PriceQuestion, Money>();
    for (var question : questions) {
      if (!estimates.containsKey(question)) {
        estimate(question).ifPresent(money -> estimates.put(question, money));
      }
    }
    return estimates;
  }

  private Optional<Money> estimate(PriceQuestion question) {
    var channel = question.pricedChannel();
    var fixed = properties.fixed(channel, question.country());
    if (channel != Channel.SMS) {
      return fixed;
    }
    return fixed
        .or(
            () ->
                list(question.account(), question.country())
                    .flatMap(list -> list.segment(question.sender())))
        .map(segment -> segment.times(question.segments()));
  }

  /**
   * What a segment to a country costs, as Twilio last said; empty until it has.
   *
   * @param country two capital letters
   */
  public Optional<PriceList> list(AccountId account, String country) {
    return lists.get(new Key(account, country));
  }

  private Optional<PriceList> load(Key key) {
    var known = store.find(key);
    if (known.isEmpty()) {
      sendFor(key);
    }
    return known;
  }

  private void sendFor(Key key) {
    try {
      background.execute(() -> fetch(key));
    } catch (RejectedExecutionException e) {
      log.info("The prices of texts to {} are not fetched any more: we are closing", key.country());
    }
  }

  private void fetch(Key key) {
    // Without an answer the empty list stays in memory, or each message would ask again.
    if (fetcher.fetch(key)) {
      // Waits for the reading that sent for it.
      lists.invalidate(key);
    }
  }
}
