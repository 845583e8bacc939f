// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    })
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {

  @Bean
  Storage trunklineStorage(DataSource dataSource, StorageProperties properties) {
    return new Storage(dataSource, properties);
  }
}
