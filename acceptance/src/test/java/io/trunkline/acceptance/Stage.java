// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.server.TrunklineServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** A server with its own database, and the emulator as its Twilio. */
final class Stage implements AutoCloseable {

  static final String OUR_NUMBER = EmulatorOptions.NUMBERS.getFirst();

  final TwilioEmulator emulator = TwilioEmulator.start();
  final Api api;
  private final ConfigurableApplicationContext server;
  private final String inbound;
  private final List<Person> people = new ArrayList<>();

  Stage(Path folder, String... properties) {
    var port = freePort();
    var all = new ArrayList<>(settings(emulator, port, folder));
    all.addAll(List.of(properties));
    server = TrunklineServer.start(all.toArray(String[]::new));
    var accounts = server.getBean(Accounts.class);
    var key = accounts.createKey(accounts.configured().id(), "test", EnumSet.allOf(Scope.class));
    api = new Api("http://localhost:" + port, key.secret());
    inbound = "http://localhost:" + port + "/twilio/messages/inbound";
    emulator.pointNumber(OUR_NUMBER, inbound);
  }

  /** Settles doubts quickly, so that tests need not wait as long as people would. */
  static List<String> settings(TwilioEmulator emulator, int port, Path folder) {
    return List.of(
        "--server.port=" + port,
        "--trunkline.database.url=",
        "--trunkline.database.folder=" + folder,
        "--trunkline.account.twilio.account-sid=" + emulator.accountSid(),
        "--trunkline.account.twilio.auth-token=" + emulator.authToken(),
        "--trunkline.twilio.base-url=" + emulator.baseUrl(),
        "--trunkline.callbacks.public-url=http://localhost:" + port,
        "--trunkline.twilio.connect-timeout=300ms",
        "--trunkline.twilio.response-timeout=1s",
        "--trunkline.dispatch.lease=4s",
        "--trunkline.handover.settle-every=1s",
        "--trunkline.handover.settle-after=1s",
        "--trunkline.handover.settle-again-after=1s",
        "--trunkline.handover.retry-first=100ms",
        "--trunkline.numbers.default-sender=" + OUR_NUMBER,
        "--trunkline.numbers.pace-per-second=1000",
        "--logging.level.root=error");
  }

  Person person(String number) {
    return person(number, OUR_NUMBER);
  }

  /** Somebody who texts another of our numbers. */
  Person person(String number, String ourNumber) {
    emulator.pointNumber(ourNumber, inbound);
    var person = new Person(emulator.handset(number), ourNumber);
    people.add(person);
    return person;
  }

  /** A text that nobody expected fails the test. */
  void nobodyGotAnythingElse() {
    people.forEach(Person::expectsNothingMore);
    people.clear();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    api.close();
    server.close();
    emulator.close();
  }
}
