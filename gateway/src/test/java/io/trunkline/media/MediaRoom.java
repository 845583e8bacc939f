// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.id.MovableClock;
import io.trunkline.storage.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a real server and a real database, its clock standing still. */
final class MediaRoom implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final TestDatabase database = TestDatabase.create();
  private final ConfigurableApplicationContext context;

  MediaRoom(String... properties) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--trunkline.api.enabled=true",
                "--trunkline.dispatch.enabled=false",
                "--trunkline.background.enabled=false"));
    for (var property : properties) {
      arguments.add("--" + property);
    }
    this.context = SpringApplication.run(App.class, arguments.toArray(String[]::new));
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  AccountId account() {
    return get(Accounts.class).configured().id();
  }

  void inTransaction(Runnable work) {
    new TransactionTemplate(get(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> work.run());
  }

  void moveClock(Duration duration) {
    get(MovableClock.class).move(duration);
  }

  URI at(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://localhost:" + port + path);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    MovableClock clock() {
      return new MovableClock(NOON);
    }
  }
}
