// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.events.Events;
import io.trunkline.handover.Circuits;
import io.trunkline.law.RuleSets;
import io.trunkline.tokens.AuthTokens;
import io.trunkline.twilio.Twilio;
import io.trunkline.webhooks.Webhooks;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /actuator/health} that Spring Boot does not bring. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

  /** Something is off or wrong, and the server does its work all the same: HTTP status 200. */
  static final String DEGRADED = "DEGRADED";

  @Bean
  TwilioHealth twilioHealthIndicator(
      Twilio twilio, Callbacks callbacks, AuthTokens tokens, Circuits circuits, Accounts accounts) {
    return new TwilioHealth(twilio, callbacks, tokens, circuits, accounts);
  }

  @Bean
  TimeZoneHealth timeZoneDataHealthIndicator(RuleSets ruleSets) {
    return new TimeZoneHealth(ruleSets);
  }

  @Bean
  RuleSetHealth ruleSetHealthIndicator(RuleSets ruleSets, Clock clock) {
    return new RuleSetHealth(ruleSets, clock);
  }

  @Bean
  CallbacksHealth callbacksHealthIndicator(Callbacks callbacks, Clock clock) {
    return new CallbacksHealth(callbacks, clock);
  }

  @Bean
  EventsHealth eventsHealthIndicator(Events events, Clock clock) {
    return new EventsHealth(events, clock);
  }

  @Bean
  WebhooksHealth webhooksHealthIndicator(Webhooks webhooks) {
    return new WebhooksHealth(webhooks);
  }
}
