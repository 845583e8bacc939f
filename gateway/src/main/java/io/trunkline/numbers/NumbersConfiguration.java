// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.Accounts;
import io.trunkline.dispatch.QueueDepths;
import io.trunkline.events.Events;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
@EnableConfigurationProperties(NumbersProperties.class)
class NumbersConfiguration {

  @Bean
  Registry trunklineSenderRegistry(
      Storage storage,
      Events events,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    return new Registry(
        new NumberTables(storage),
        new SenderNews(events, new TransactionTemplate(transactions)),
        ids,
        clock);
  }

  @Bean
  Numbers trunklineNumbers(
      Storage storage,
      NumbersProperties properties,
      Accounts accounts,
      Registry registry,
      Clock clock,
      ObjectProvider<QueueDepths> depths) {
    // Later: the queues are built by the rooms below, over the lanes of this one.
    var queues = SingletonSupplier.of(() -> depths.stream().toList());
    return new Numbers(
        new NumberTables(storage),
        registry,
        properties,
        accounts,
        clock,
        lane -> unitsWaiting(queues.obtain(), lane));
  }

  private static long unitsWaiting(List<QueueDepths> queues, UUID lane) {
    return queues.stream()
        .flatMap(queue -> queue.of(lane).values().stream())
        .mapToLong(QueueDepths.Depth::units)
        .sum();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Api {

    @Bean
    SenderController trunklineSenderController(Numbers numbers) {
      return new SenderController(numbers);
    }

    @Bean
    PoolController trunklinePoolController(Numbers numbers) {
      return new PoolController(numbers);
    }

    @Bean
    PaceController trunklinePaceController(Numbers numbers) {
      return new PaceController(numbers);
    }
  }
}
