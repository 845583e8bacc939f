// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.background.Routine;
import io.trunkline.events.Events;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
@EnableConfigurationProperties(PolicyProperties.class)
class PolicyConfiguration {

  @Bean
  Policies trunklinePolicies(
      Storage storage,
      PolicyProperties properties,
      Events events,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new Policies(
        new PolicyStore(storage),
        properties.policy(),
        new PolicyNews(events, new TransactionTemplate(transactions)),
        clock);
  }

  @Bean
  Scrutiny trunklineScrutiny(Policies policies, Storage storage) {
    return new Scrutiny(
        policies, new SendingLimits(new PrefixStore(storage)), new NoticeStore(storage));
  }

  @Bean
  Routine trunklineForgetSends(Storage storage, Clock clock) {
    var prefixes = new PrefixStore(storage);
    var notices = new NoticeStore(storage);
    return new Routine(
        "policy-forget-sends",
        Duration.ofHours(1),
        () -> {
          prefixes.forget(clock.instant().minus(PrefixLimit.LONGEST));
          notices.forget(clock.instant().minus(Policy.StopLine.RAREST));
        });
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  PolicyController trunklinePolicyController(Policies policies) {
    return new PolicyController(policies);
  }
}
