// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {"io.trunkline.id.IdConfiguration", "io.trunkline.storage.StorageConfiguration"})
@EnableConfigurationProperties(ConsentProperties.class)
class ConsentConfiguration {

  @Bean
  Consents trunklineConsents(
      Storage storage,
      ConsentProperties properties,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    var store = new ConsentStore(storage);
    var ledger = new Ledger(store, new TransactionTemplate(transactions), ids, clock);
    return new Consents(store, ledger, new Keywords(), properties, clock);
  }
}
