// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.Account;
import io.trunkline.account.Accounts;
import io.trunkline.id.Ids;
import io.trunkline.id.MovableClock;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Twilio;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The room with the rooms above it, on a real server and a real database. */
public final class CallbacksRoom implements AutoCloseable {

  public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
  public static final String TOKEN = "0123456789abcdef0123456789abcdef";
  public static final String PUBLIC_URL = "https://sms.example.com";

  private final TestDatabase database;
  private final ConfigurableApplicationContext context;

  private CallbacksRoom(TestDatabase database, List<String> arguments) {
    this.database = database;
    this.context = SpringApplication.run(App.class, arguments.toArray(String[]::new));
  }

  /** With a database of its own; properties as {@code name=value}. */
  public static CallbacksRoom start(String... properties) {
    var database = TestDatabase.create();
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--trunkline.background.enabled=false"));
    for (var property : properties) {
      arguments.removeIf(usual -> usual.startsWith("--" + property.replaceFirst("=.*", "=")));
      arguments.add("--" + property);
    }
    return new CallbacksRoom(database, arguments);
  }

  /** The usual credentials and public URL. */
  public static CallbacksRoom startConfigured(String... properties) {
    var all =
        new ArrayList<>(
            List.of(
                "trunkline.account.twilio.account-sid=" + ACCOUNT_SID,
                "trunkline.account.twilio.auth-token=" + TOKEN,
                "trunkline.callbacks.public-url=" + PUBLIC_URL));
    all.addAll(List.of(properties));
    return start(all.toArray(String[]::new));
  }

  public Callbacks callbacks() {
    return context.getBean(Callbacks.class);
  }

  public Twilio twilio() {
    return context.getBean(Twilio.class);
  }

  /** As that of a callback that comes in now. */
  UUID id() {
    return context.getBean(Ids.class).next();
  }

  public Accounts accounts() {
    return context.getBean(Accounts.class);
  }

  public Account account() {
    return accounts().configured();
  }

  /** A test moves it; it stands still otherwise. */
  public MovableClock clock() {
    return context.getBean(MovableClock.class);
  }

  /** What the routes were given. */
  public Applied applied() {
    return context.getBean(Applied.class);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  CallbackApplier applier() {
    return context.getBean(CallbackApplier.class);
  }

  /** Applies what is due, on this thread; the worker may be at it, and is waited for. */
  public void applyDue() {
    applyDue(applier());
  }

  /** How many were due. */
  static int applyDue(CallbackApplier node) {
    return node.applyDue(DueStore.Turn.FIRST) + node.applyDue(DueStore.Turn.AGAIN);
  }

  /** Keeps a callback as if it had come in now and been applied, or been given up. */
  public CallbackId keep(
      String kind, String path, Map<String, String> said, @Nullable String parked) {
    var id = new CallbackId(id());
    var parameters = JsonMapper.shared().createObjectNode();
    said.forEach((name, value) -> parameters.putArray(name).add(value));
    jdbc()
        .sql(
            """
            INSERT INTO trunkline.callbacks
              (id, account_id, kind, path, parameters, received_at, parked_because)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
            """)
        .param(id.value())
        .param(account().id().value())
        .param(kind)
        .param(path)
        .param(parameters.toString())
        .param(clock().instant().atOffset(ZoneOffset.UTC))
        .param(parked)
        .update();
    return id;
  }

  /** Lets nobody into the database any more. */
  void cutOff() {
    database.cutOff();
  }

  public JdbcClient jdbc() {
    return database.jdbc();
  }

  public URI address(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://localhost:" + port + path);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Remembers what was applied, and can refuse to. */
  public static final class Applied {

    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile boolean knowing;

    public List<Callback> callbacks() {
      return List.copyOf(callbacks);
    }

    public void breakDown() {
      broken = true;
    }

    public void repair() {
      broken = false;
    }

    void forgetAll() {
      knowing = false;
    }

    /** Gets to know what some callbacks are about. */
    void learn() {
      knowing = true;
    }

    private CallbackReply add(Callback callback, CallbackReply reply) {
      callbacks.add(callback);
      if (broken) {
        throw new IllegalStateException("broken on purpose");
      }
      if (callback.parameter("Unreadable").isPresent()) {
        throw new IllegalArgumentException("unreadable");
      }
      if (callback.parameter("Hopeless").isPresent()) {
        return new CallbackReply.Never("never");
      }
      if (callback.parameter("Fatal").isPresent()) {
        throw new StackOverflowError("fatal");
      }
      if (callback.parameter("Elsewhere").isPresent()) {
        throw new DataAccessResourceFailureException("somebody else's database is away");
      }
      return callback.parameter("NotYet").isPresent() && !knowing
          ? new CallbackReply.NotYet("not yet")
          : reply;
    }
  }

  /** A route of a lower room, as far as this room can tell; what it does is undone with it. */
  private record TestRoute(
      String kind, String path, boolean repliesWithTwiml, Applied applied, JdbcClient jdbc)
      implements CallbackRoute {

    private static final CallbackReply THANKS =
        new CallbackReply.Twiml("<Response><Message><Body>thanks</Body></Message></Response>");

    @Override
    public CallbackReply apply(Callback callback) {
      jdbc.sql("INSERT INTO effects (callback) VALUES (?)").param(callback.id().value()).update();
      if (callback.parameter("Locked").isPresent()) {
        jdbc.sql("SELECT pg_advisory_xact_lock(7)").query().listOfRows();
      }
      if (callback.parameter("Deadly").isPresent()) {
        jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())").query(Boolean.class).single();
      }
      return applied.add(callback, repliesWithTwiml ? THANKS : new CallbackReply.Nothing());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "io.trunkline.dispatch.DispatchConfiguration",
        "io.trunkline.consent.ConsentConfiguration",
        "io.trunkline.conversations.ConversationsConfiguration",
        "io.trunkline.numbers.NumbersConfiguration",
        "io.trunkline.handover.HandoverConfiguration",
        "io.trunkline.messaging.MessagingConfiguration",
        "io.trunkline.webhooks.WebhooksConfiguration"
      })
  static class App {

    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Bean
    Applied applied() {
      return new Applied();
    }

    @Bean
    CallbackRoute statusRoute(Applied applied, JdbcClient jdbc) {
      jdbc.sql("CREATE TABLE effects (callback uuid)").update();
      return new TestRoute("test_status", "/twilio/things/{id}/status", false, applied, jdbc);
    }

    @Bean
    CallbackRoute inboundRoute(Applied applied, JdbcClient jdbc) {
      return new TestRoute("test_inbound", "/twilio/things/inbound", true, applied, jdbc);
    }
  }
}
