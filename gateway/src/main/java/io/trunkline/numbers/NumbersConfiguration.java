// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.Accounts;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
@EnableConfigurationProperties(NumbersProperties.class)
class NumbersConfiguration {

  @Bean
  Numbers trunklineNumbers(
      Storage storage, NumbersProperties properties, Accounts accounts, Ids ids, Clock clock) {
    return new Numbers(new SenderStore(storage), properties, accounts, ids, clock);
  }
}
