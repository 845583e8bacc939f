// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import io.trunkline.account.Accounts;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
class RejectionsConfiguration {

  @Bean
  Rejections trunklineRejections(Storage storage, Ids ids, Accounts accounts, Clock clock) {
    return new Rejections(new RejectionStore(storage, ids), accounts, clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Web {

    @Bean
    RejectionsController trunklineRejectionsController(Rejections rejections) {
      return new RejectionsController(rejections);
    }
  }
}
