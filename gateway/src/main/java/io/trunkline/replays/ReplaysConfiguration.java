// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import io.trunkline.callbacks.Callbacks;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "io.trunkline.callbacks.CallbacksConfiguration")
class ReplaysConfiguration {

  @Bean
  Replays trunklineReplays(Callbacks callbacks, PlatformTransactionManager transactions) {
    var each = new TransactionTemplate(transactions);
    each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return new Replays(callbacks, each);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Web {

    @Bean
    ReplaysController trunklineReplaysController(Replays replays) {
      return new ReplaysController(replays);
    }
  }
}
