// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration(
    afterName = {"io.trunkline.id.IdConfiguration", "io.trunkline.storage.StorageConfiguration"})
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

  @Bean
  Accounts trunklineAccounts(
      Storage storage,
      AccountProperties properties,
      ObjectProvider<EncryptionKey> hosts,
      Ids ids,
      Clock clock) {
    return new Accounts(
        new AccountStore(storage),
        properties,
        Optional.ofNullable(hosts.getIfAvailable()),
        ids,
        clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {

    @Bean
    CallerArgument trunklineCallerArgument(Accounts accounts) {
      return new CallerArgument(accounts);
    }
  }
}
