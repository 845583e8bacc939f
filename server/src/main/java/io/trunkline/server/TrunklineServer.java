// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.law.RuleSets;
import io.trunkline.server.database.Database;
import io.trunkline.server.health.HealthConfiguration;
import io.trunkline.server.web.WebConfiguration;
import io.trunkline.twilio.Twilio;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/** The gateway with a database under it and a web edge around it. */
public final class TrunklineServer {

  private TrunklineServer() {}

  /**
   * Starts a server and returns once it takes requests. Closing the context lets requests in flight
   * finish, then ends the database; the end of the process does the same.
   *
   * @param properties {@code --name=value}; they outrank the environment and the configuration file
   * @throws io.trunkline.server.failure.PlainFailure among the causes, if whoever runs it can help
   */
  public static ConfigurableApplicationContext start(String... properties) {
    return new SpringApplicationBuilder(ServerConfiguration.class).run(properties);
  }

  /**
   * Opens the tables without serving anything: no port, nothing in the background.
   *
   * @param properties as for {@link #start}
   */
  public static ConfigurableApplicationContext visit(String... properties) {
    return new SpringApplicationBuilder(VisitConfiguration.class)
        .web(WebApplicationType.NONE)
        .profiles("visit")
        .run(properties);
  }

  /**
   * Reads the configuration and starts nothing.
   *
   * @param properties as for {@link #start}
   */
  public static ConfigurableEnvironment settings(String... properties) {
    try (var empty =
        new SpringApplicationBuilder(NoConfiguration.class)
            .web(WebApplicationType.NONE)
            .profiles("visit")
            .run(properties)) {
      return empty.getEnvironment();
    }
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  static class NoConfiguration {}

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({DatabaseConfiguration.class, HealthConfiguration.class, WebConfiguration.class})
  static class ServerConfiguration {

    @Bean
    StartupReport startupReport(
        Database database,
        Twilio twilio,
        Callbacks callbacks,
        Accounts accounts,
        RuleSets ruleSets) {
      return new StartupReport(database, twilio, callbacks, accounts, ruleSets);
    }
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @Import({DatabaseConfiguration.class, VisitedRooms.class})
  static class VisitConfiguration {}
}
