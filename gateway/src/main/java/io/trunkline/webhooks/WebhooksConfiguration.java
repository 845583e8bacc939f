// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.dispatch.Brakes;
import io.trunkline.dispatch.DispatchProperties;
import io.trunkline.dispatch.PacedQueue;
import io.trunkline.dispatch.QueueDepths;
import io.trunkline.egress.Egress;
import io.trunkline.events.Events;
import io.trunkline.id.Ids;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.dispatch.DispatchConfiguration",
      "io.trunkline.egress.EgressConfiguration",
      "io.trunkline.events.EventsConfiguration"
    })
@EnableConfigurationProperties(WebhooksProperties.class)
class WebhooksConfiguration {

  private static final int FORGOTTEN_AT_ONCE = 2000;

  @Bean
  Endpoints trunklineWebhookEndpoints(Storage storage, WebhooksProperties properties) {
    return new Endpoints(new EndpointStore(storage), new Shares(properties.maxInFlight()));
  }

  @Bean
  EndpointKeys trunklineWebhookKeys(Accounts accounts, Storage storage) {
    return new EndpointKeys(accounts, new SecretStore(storage));
  }

  @Bean
  WebhookSender trunklineWebhookSender(
      Egress egress, EndpointKeys keys, WebhooksProperties properties, Clock clock) {
    return sender(egress, keys, properties, properties.maxInFlight() * 2, clock);
  }

  @Bean
  Trials trunklineWebhookTrials(
      Egress egress, EndpointKeys keys, WebhooksProperties properties, Clock clock) {
    return new Trials(sender(egress, keys, properties, Trials.MOST, clock));
  }

  private static WebhookSender sender(
      Egress egress,
      EndpointKeys keys,
      WebhooksProperties properties,
      int connections,
      Clock clock) {
    var outlet = egress.open(properties.connectTimeout(), properties.timeout(), connections);
    return new WebhookSender(outlet, keys, properties.timeout(), clock);
  }

  @Bean
  WebhookDeliverer trunklineWebhookDeliverer(
      Storage storage,
      PlatformTransactionManager transactions,
      Endpoints endpoints,
      WebhookSender sender,
      Events events,
      ObjectProvider<PacedQueue<Outgoing>> queue,
      WebhooksProperties properties,
      Clock clock) {
    var rules =
        new Outcomes.Rules(
            new WebhookRetries(properties.retries()),
            properties.disableAfter(),
            ThreadLocalRandom::current);
    var outcomes =
        new Outcomes(
            new OutcomeStore(storage), new EndpointStore(storage), endpoints, events, rules, clock);
    var shared =
        new WebhookDeliverer.Shared(
            new GroupCommit<>(new TransactionTemplate(transactions), outcomes::record),
            new Brakes(WebhookDeliverer.QUEUE, storage),
            () -> queue.getObject().wake());
    return new WebhookDeliverer(
        new DeliveryStore(storage), endpoints, sender, outcomes, shared, clock);
  }

  @Bean
  PacedQueue<Outgoing> trunklineWebhookQueue(
      WebhookDeliverer deliverer,
      Storage storage,
      PlatformTransactionManager transactions,
      DispatchProperties dispatch,
      WebhooksProperties properties,
      Clock clock) {
    var settings =
        new DispatchProperties(
            dispatch.enabled(),
            properties.maxInFlight(),
            properties.lease(),
            dispatch.pollInterval(),
            dispatch.shutdownTimeout());
    return new PacedQueue<>(
        deliverer, storage, new TransactionTemplate(transactions), settings, clock);
  }

  @Bean
  WebhookSubscriber trunklineWebhookSubscriber(
      Endpoints endpoints, Storage storage, PacedQueue<Outgoing> queue, Ids ids) {
    return new WebhookSubscriber(endpoints, new DeliveryStore(storage), queue::wake, ids);
  }

  @Bean
  Webhooks trunklineWebhooks(
      Storage storage,
      Endpoints endpoints,
      Egress egress,
      EndpointKeys keys,
      Trials trials,
      WebhooksProperties properties,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    return new Webhooks(
        new EndpointStore(storage),
        endpoints,
        new EndpointRules(egress, properties),
        keys,
        trials,
        new Webhooks.Surroundings(
            new TransactionTemplate(transactions),
            new Brakes(WebhookDeliverer.QUEUE, storage),
            ids,
            clock));
  }

  @Bean
  WebhookDeliveries trunklineWebhookDeliveries(
      Storage storage, PacedQueue<Outgoing> queue, Clock clock) {
    return new WebhookDeliveries(
        new LogStore(storage), new EndpointStore(storage), queue::wake, clock);
  }

  @Bean
  Routine trunklineRecoverWebhooks(WebhookDeliverer deliverer) {
    return new Routine("webhooks-recover", Duration.ofSeconds(5), deliverer::recover);
  }

  @Bean
  Routine trunklineForgetWebhooks(Storage storage, WebhooksProperties properties, Clock clock) {
    var deliveries = new DeliveryStore(storage);
    var endpoints = new EndpointStore(storage);
    return new Routine(
        "webhooks-forget",
        Duration.ofMinutes(10),
        () -> {
          var oldest = clock.instant().minus(properties.keepFor());
          while (deliveries.forget(oldest, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
            // Some at a time, so that no transaction is long.
          }
          endpoints.forgetDeleted();
        });
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  WebhookEndpointController trunklineWebhookEndpointController(
      Webhooks webhooks,
      WebhookDeliveries deliveries,
      Endpoints endpoints,
      Storage storage,
      Clock clock) {
    var depths = new QueueDepths(WebhookDeliverer.QUEUE, endpoints::lanes, storage, clock);
    return new WebhookEndpointController(webhooks, deliveries, depths);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  WebhookDeliveryController trunklineWebhookDeliveryController(WebhookDeliveries deliveries) {
    return new WebhookDeliveryController(deliveries);
  }
}
