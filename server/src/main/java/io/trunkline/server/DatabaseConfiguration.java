// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import io.trunkline.account.EncryptionKey;
import io.trunkline.server.database.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database, which outlives everything that has a connection to it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  @Bean(destroyMethod = "close")
  Database database(DatabaseProperties properties) {
    return properties.open();
  }

  @Bean
  @Nullable EncryptionKey encryptionKey(Database database) {
    return database.encryptionKey().orElse(null);
  }

  @Bean
  JdbcConnectionDetails databaseConnectionDetails(Database database) {
    var address = database.address();
    return new JdbcConnectionDetails() {
      @Override
      public @Nullable String getUsername() {
        return address.user();
      }

      @Override
      public @Nullable String getPassword() {
        return address.password();
      }

      @Override
      public String getJdbcUrl() {
        return address.jdbcUrl();
      }
    };
  }
}
