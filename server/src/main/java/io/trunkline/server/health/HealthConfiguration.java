// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.dispatch.DispatchProperties;
import io.trunkline.dispatch.PacedQueue;
import io.trunkline.events.Events;
import io.trunkline.handover.Circuits;
import io.trunkline.law.RuleSets;
import io.trunkline.tokens.AuthTokens;
import io.trunkline.twilio.Twilio;
import io.trunkline.webhooks.Webhooks;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /actuator/health} that Spring Boot does not bring. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

  /** Something is off or wrong, and the server does its work all the same: HTTP status 200. */
  static final String DEGRADED = "DEGRADED";

  @Bean
  DatabaseHealth dbHealthIndicator(DataSource dataSource) {
    return new DatabaseHealth(new DataSourceHealthIndicator(dataSource), DatabaseHealth.PATIENCE);
  }

  @Bean
  DatabaseHealth.Part twilioHealthIndicator(
      DatabaseHealth database,
      Twilio twilio,
      Callbacks callbacks,
      AuthTokens tokens,
      Circuits circuits,
      Accounts accounts) {
    return database.before(new TwilioHealth(twilio, callbacks, tokens, circuits, accounts));
  }

  @Bean
  DatabaseHealth.Part timeZoneDataHealthIndicator(DatabaseHealth database, RuleSets ruleSets) {
    return database.before(new TimeZoneHealth(ruleSets));
  }

  @Bean
  DatabaseHealth.Part ruleSetHealthIndicator(
      DatabaseHealth database, RuleSets ruleSets, Clock clock) {
    return database.before(new RuleSetHealth(ruleSets, clock));
  }

  @Bean
  DatabaseHealth.Part callbacksHealthIndicator(
      DatabaseHealth database, Callbacks callbacks, Clock clock) {
    return database.before(new CallbacksHealth(callbacks, clock));
  }

  @Bean
  DatabaseHealth.Part eventsHealthIndicator(DatabaseHealth database, Events events, Clock clock) {
    return database.before(new EventsHealth(events, clock));
  }

  @Bean
  DatabaseHealth.Part webhooksHealthIndicator(DatabaseHealth database, Webhooks webhooks) {
    return database.before(new WebhooksHealth(webhooks));
  }

  @Bean
  DatabaseHealth.Part queuesHealthIndicator(
      DatabaseHealth database,
      ObjectProvider<PacedQueue<?>> queues,
      DispatchProperties properties,
      Clock clock) {
    return database.before(
        new QueuesHealth(queues.stream().toList(), properties.pollInterval(), clock));
  }
}
