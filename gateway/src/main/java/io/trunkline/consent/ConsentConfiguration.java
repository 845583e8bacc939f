// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(
    afterName = {"io.trunkline.id.IdConfiguration", "io.trunkline.storage.StorageConfiguration"})
@EnableConfigurationProperties(ConsentProperties.class)
class ConsentConfiguration {

  @Bean
  Consents trunklineConsents(Storage storage, ConsentProperties properties, Ids ids, Clock clock) {
    return new Consents(new ConsentStore(storage), new Keywords(), properties, ids, clock);
  }
}
