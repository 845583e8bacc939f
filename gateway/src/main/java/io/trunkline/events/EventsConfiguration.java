// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.background.Routine;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
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
@EnableConfigurationProperties(EventsProperties.class)
class EventsConfiguration {

  /** Neither long transactions nor many. */
  private static final int FORGOTTEN_AT_ONCE = 10_000;

  @Bean
  RetentionStore trunklineEventsRetention(
      Storage storage,
      PlatformTransactionManager transactions,
      ObjectProvider<EventSubscriber> subscribers) {
    return new RetentionStore(
        storage,
        new TransactionTemplate(transactions),
        () -> subscribers.orderedStream().toList(),
        FORGOTTEN_AT_ONCE);
  }

  @Bean
  ClusterStore trunklineEventsCluster(Storage storage, PlatformTransactionManager transactions) {
    return new ClusterStore(
        storage, new EventStore(storage), new TransactionTemplate(transactions));
  }

  @Bean
  Routine trunklineForgetEvents(
      RetentionStore retention, EventsProperties properties, Clock clock) {
    return new Routine(
        "events-forget",
        Duration.ofMinutes(10),
        () -> retention.forget(clock.instant().minus(properties.keep())));
  }

  @Bean
  Routine trunklineWatchEvents(ClusterStore cluster, Clock clock) {
    return new Routine("events-watch", Duration.ofMinutes(1), () -> cluster.watch(clock.instant()));
  }

  @Bean
  Events trunklineEvents(
      Storage storage,
      ClusterStore cluster,
      ObjectProvider<EventSubscriber> subscribers,
      ObjectProvider<Tail> tail,
      EventsProperties properties,
      Ids ids,
      Clock clock) {
    cluster.renumber();
    return new Events(
        new EventStore(storage),
        // Once for all, since events are recorded all the time.
        SingletonSupplier.of(() -> subscribers.orderedStream().toList())::obtain,
        tail.getIfAvailable(),
        properties.keep(),
        ids,
        clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  static class Api {

    @Bean
    Tail trunklineEventsTail(
        Storage storage, ClusterStore cluster, EventsProperties properties, Clock clock) {
      return new Tail(new EventStore(storage), cluster::renumber, properties.streams(), clock);
    }

    @Bean
    EventController trunklineEventController(
        Events events, Storage storage, Tail tail, EventsProperties properties) {
      return new EventController(
          events,
          new EventStreams(
              events,
              new EventStore(storage),
              tail,
              new EventStream.Times(properties.heartbeat(), properties.streamFor())));
    }

    @Bean
    EventSchemaController trunklineEventSchemaController() {
      return new EventSchemaController();
    }
  }
}
