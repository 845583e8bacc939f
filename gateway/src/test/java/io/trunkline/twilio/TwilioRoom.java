// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.Account;
import io.trunkline.account.Accounts;
import io.trunkline.storage.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The room with the rooms above it that it needs, on a real database. */
final class TwilioRoom implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TwilioRoom(TestDatabase database, String... properties) {
    this.context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.background.enabled=false")
            .properties(properties)
            .run();
  }

  /** With a database of its own and no credentials; properties as {@code name=value}. */
  static TwilioRoom start(String... properties) {
    return new TwilioRoom(TestDatabase.create(), properties);
  }

  Twilio twilio() {
    return context.getBean(Twilio.class);
  }

  TwilioNumbers numbers() {
    return context.getBean(TwilioNumbers.class);
  }

  TwilioEntrances entrances() {
    return context.getBean(TwilioEntrances.class);
  }

  Account account() {
    return context.getBean(Accounts.class).configured();
  }

  PlatformTransactionManager transactions() {
    return context.getBean(PlatformTransactionManager.class);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "io.trunkline.callbacks.CallbacksConfiguration",
        "io.trunkline.dispatch.DispatchConfiguration",
        "io.trunkline.entrances.EntrancesConfiguration",
        "io.trunkline.consent.ConsentConfiguration",
        "io.trunkline.conversations.ConversationsConfiguration",
        "io.trunkline.media.MediaConfiguration",
        "io.trunkline.numbers.NumbersConfiguration",
        "io.trunkline.handover.HandoverConfiguration",
        "io.trunkline.prices.PricesConfiguration",
        "io.trunkline.probes.ProbesConfiguration",
        "io.trunkline.replays.ReplaysConfiguration",
        "io.trunkline.messaging.MessagingConfiguration",
        "io.trunkline.webhooks.WebhooksConfiguration"
      })
  static class App {}
}
