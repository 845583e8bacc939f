// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.Tuesday;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.law.Purpose;
import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole gateway inside a small web application, on a fresh database, beside an emulator that
 * calls it back over real HTTP. Both have the clock of the emulator, on which it is Tuesday.
 */
public final class TestGateway implements AutoCloseable {

  public static final String OUR_NUMBER = "+14155550100";

  @EnableAutoConfiguration
  static class Application {}

  public final TestDatabase database = TestDatabase.create();
  public final TwilioEmulator emulator;
  public final URI url;
  private final ConfigurableApplicationContext context;

  public TestGateway(String... properties) {
    emulator =
        TwilioEmulator.start(
            EmulatorOptions.defaults().withNumbers(OUR_NUMBER, "+14155550101", "+18885550100"));
    Tuesday.begin(emulator);
    var port = freePort();
    url = URI.create("http://localhost:" + port);
    context = start(port, properties);
    emulator.pointNumber(OUR_NUMBER, url.resolve("/twilio/messages/inbound").toString());
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public <T> List<T> all(Class<T> type) {
    return context.getBeanProvider(type).stream().toList();
  }

  /** Runs something in one transaction of the host. */
  public void inTransaction(Runnable work) {
    new TransactionTemplate(get(PlatformTransactionManager.class))
        .executeWithoutResult(status -> work.run());
  }

  @Override
  public void close() {
    context.close();
    emulator.close();
  }

  private ConfigurableApplicationContext start(int port, String... properties) {
    var all = new ArrayList<String>();
    all.add("server.port=" + port);
    all.add("spring.datasource.url=" + database.url());
    all.add("spring.datasource.username=postgres");
    all.add("spring.datasource.password=postgres");
    all.add("spring.main.banner-mode=off");
    all.add("trunkline.api.enabled=true");
    all.add("trunkline.account.twilio.account-sid=" + emulator.accountSid());
    all.add("trunkline.account.twilio.auth-token=" + emulator.authToken());
    all.add("trunkline.twilio.base-url=" + emulator.baseUrl());
    all.add("trunkline.callbacks.public-url=http://localhost:" + port);
    all.add("trunkline.twilio.connect-timeout=200ms");
    all.add("trunkline.twilio.response-timeout=1s");
    all.add("trunkline.dispatch.lease=5s");
    for (var purpose : Purpose.values()) {
      var doubt = "trunkline.handover.doubt." + purpose.name().toLowerCase(Locale.ROOT);
      all.add(doubt + ".search-after=300ms");
      all.add(doubt + ".search-every=300ms");
      all.add(doubt + ".absences=2");
    }
    all.add("trunkline.handover.retry-first=50ms");
    all.add("trunkline.handover.circuit.probe-first=100ms");
    all.add("trunkline.dispatch.poll-interval=50ms");
    all.add("trunkline.numbers.default-sender=" + OUR_NUMBER);
    all.add("trunkline.numbers.pace-per-second=1000");
    all.addAll(List.of(properties));
    InstantSource world = emulator.clock()::now;
    return new SpringApplicationBuilder(Application.class)
        .initializers(
            (GenericApplicationContext application) ->
                application.registerBean(Clock.class, () -> world.withZone(ZoneOffset.UTC)))
        .properties(all.toArray(String[]::new))
        .run();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
