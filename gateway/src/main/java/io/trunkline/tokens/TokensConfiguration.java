// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import io.trunkline.account.Accounts;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
class TokensConfiguration {

  @Bean
  AuthTokens trunklineAuthTokens(Accounts accounts, Storage storage, Clock clock) {
    return new AuthTokens(accounts, new TokenUseStore(storage), clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Web {

    @Bean
    AuthTokensController trunklineAuthTokensController(Accounts accounts, AuthTokens tokens) {
      return new AuthTokensController(accounts, tokens);
    }
  }
}
