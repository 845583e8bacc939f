// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.account.Accounts;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
class LawConfiguration {

  @Bean
  RuleSets trunklineRuleSets(Storage storage, Clock clock) {
    return new RuleSets(new RuleSetStore(storage), clock);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  RuleSetController trunklineRuleSetController(RuleSets ruleSets, Accounts accounts) {
    return new RuleSetController(ruleSets, accounts);
  }
}
