// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import io.trunkline.background.Routine;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "io.trunkline.twilio.TwilioConfiguration")
@EnableConfigurationProperties(PricesProperties.class)
class PricesConfiguration {

  /** Where lists are fetched; a type of our own, so that it is nobody else's executor. */
  record Background(ExecutorService threads) implements AutoCloseable {

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  @Bean
  Background trunklinePricesBackground() {
    return new Background(Executors.newVirtualThreadPerTaskExecutor());
  }

  @Bean
  PriceFetcher trunklinePriceFetcher(
      Twilio twilio,
      Storage storage,
      PlatformTransactionManager transactions,
      PricesProperties properties,
      Clock clock) {
    return new PriceFetcher(
        twilio, new PriceStore(storage), new TransactionTemplate(transactions), properties, clock);
  }

  @Bean
  Prices trunklinePrices(
      Storage storage, PriceFetcher fetcher, PricesProperties properties, Background background) {
    return new Prices(new PriceStore(storage), fetcher, properties, background.threads());
  }

  @Bean
  Routine trunklineRefreshPrices(PriceFetcher fetcher) {
    return new Routine("prices-refresh", Duration.ofMinutes(10), fetcher::refresh);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  PriceController trunklinePriceController(Prices prices) {
    return new PriceController(prices);
  }
}
