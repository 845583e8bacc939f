// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.storage.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node with the room in it. */
final class TemplatesRoom implements AutoCloseable {

  @EnableAutoConfiguration
  static class Application {}

  final Templates templates;
  final AccountId account;
  private final ConfigurableApplicationContext context;

  /** A node on this database; properties as {@code name=value}. */
  TemplatesRoom(TestDatabase database, String... properties) {
    this.context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.dispatch.enabled=false",
                "trunkline.background.enabled=false")
            .properties(properties)
            .run();
    this.templates = get(Templates.class);
    this.account = get(Accounts.class).configured().id();
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(get(PlatformTransactionManager.class));
  }

  @Override
  public void close() {
    context.close();
  }
}
