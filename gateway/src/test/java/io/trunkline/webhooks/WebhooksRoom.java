// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.dispatch.PacedQueue;
import io.trunkline.egress.Egress;
import io.trunkline.egress.FakeNames;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import io.trunkline.id.MovableClock;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The room on a real server and a real database, its clock standing still. Of the loopback's
 * addresses 127.0.0.2 stands for the public ones.
 */
final class WebhooksRoom implements AutoCloseable {

  static final String PUBLIC = "127.0.0.2";
  static final String OURS = "127.0.0.1";

  final TestDatabase database;
  private final ConfigurableApplicationContext context;

  WebhooksRoom(String... properties) {
    this(TestDatabase.create(), properties);
  }

  /** Another node on the same database. */
  WebhooksRoom(TestDatabase database, String... properties) {
    this(Base64.getEncoder().encodeToString(new byte[32]), database, properties);
  }

  private WebhooksRoom(String encryptionKey, TestDatabase database, String... properties) {
    this.database = database;
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--trunkline.api.enabled=true",
                "--trunkline.account.encryption-key=" + encryptionKey,
                "--trunkline.webhooks.allow-http=true",
                "--trunkline.dispatch.poll-interval=50ms",
                "--trunkline.background.enabled=false"));
    Stream.of(properties).map(each -> "--" + each).forEach(arguments::add);
    this.context = SpringApplication.run(App.class, arguments.toArray(String[]::new));
  }

  /** Another node, which has been given another key, or none. */
  static WebhooksRoom withKey(String encryptionKey, TestDatabase database) {
    return new WebhooksRoom(encryptionKey, database);
  }

  static WebhooksRoom withoutEncryptionKey() {
    return new WebhooksRoom("", TestDatabase.create());
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  Webhooks webhooks() {
    return get(Webhooks.class);
  }

  WebhookDeliveries deliveries() {
    return get(WebhookDeliveries.class);
  }

  FakeNames names() {
    return get(FakeNames.class);
  }

  AccountId account() {
    return get(Accounts.class).configured().id();
  }

  /** An endpoint that hears all, as fast as it can. */
  NewWebhookEndpoint subscribe(URI url) {
    return subscribe(url, false);
  }

  NewWebhookEndpoint subscribe(URI url, boolean ordered) {
    return webhooks()
        .create(account(), new WebhookSettings(url, "", List.of(), ordered, 1000, 10), null);
  }

  /** Something happens to a subject, and is committed. */
  void happens(String type, String subject) {
    happens(type, subject, Map.of("id", subject));
  }

  void happens(String type, String subject, Object data) {
    happens(account(), type, subject, data);
  }

  void happens(AccountId account, String type, String subject, Object data) {
    inTransaction(
        () -> get(Events.class).record(List.of(new NewEvent(account, type, subject, data))));
  }

  void inTransaction(Runnable work) {
    new TransactionTemplate(get(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> work.run());
  }

  /** Its latest delivery. */
  WebhookDelivery latest(NewWebhookEndpoint endpoint) {
    return deliveries()
        .list(account(), endpoint.endpoint().id(), WebhookQuery.latest(1))
        .getFirst();
  }

  List<WebhookAttempt> attempts(WebhookDelivery delivery) {
    return deliveries().attempts(account(), delivery.id());
  }

  WebhookEndpoint endpoint(NewWebhookEndpoint endpoint) {
    return webhooks().find(account(), endpoint.endpoint().id()).orElseThrow();
  }

  Instant now() {
    return Storage.storable(get(MovableClock.class).instant());
  }

  void moveClock(Duration duration) {
    get(MovableClock.class).move(duration);
  }

  /** What the background does again and again. */
  void run(String routine) {
    context.getBean(routine, Routine.class).work().run();
  }

  /** This node dies, as far as webhooks go: it claims nothing any more. */
  void stopQueue() {
    context.getBean("trunklineWebhookQueue", PacedQueue.class).stop();
  }

  void startQueue() {
    context.getBean("trunklineWebhookQueue", PacedQueue.class).start();
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

    /** The verifier of signatures looks at the machine's clock. */
    @Bean
    MovableClock clock() {
      return new MovableClock(Clock.systemUTC().instant());
    }

    @Bean
    FakeNames names() {
      return new FakeNames().answers(PUBLIC, PUBLIC).answers(OURS, OURS);
    }

    @Bean
    @Primary
    Egress egress(FakeNames names) {
      return names.egress(PUBLIC);
    }
  }
}
