// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.RawClient;
import io.trunkline.emulator.Tuesday;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.server.TrunklineServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    StageClock.world = emulator.clock();
    Tuesday.begin(emulator);
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
        "--trunkline.handover.doubt.transactional.search-after=1s",
        "--trunkline.handover.doubt.transactional.search-every=1s",
        "--trunkline.handover.retry-first=100ms",
        "--trunkline.numbers.default-sender=" + OUR_NUMBER,
        "--trunkline.numbers.pace-per-second=1000",
        "--logging.level.root=error");
  }

  /** Twilio forgets everything that happened, but not how late it is. */
  void beginWorldAgain() {
    emulator.reset();
    Tuesday.begin(emulator);
  }

  /** Time goes by, here and at Twilio. */
  void pass(Duration duration) {
    emulator.clock().advance(duration);
  }

  /** Time goes by, half an hour at a go, until it has made this true. */
  void passUntil(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              pass(Duration.ofMinutes(30));
              return condition.call();
            });
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

  /** What the account's owner does at Twilio, and what the emulator can do beside. */
  RawClient twilio() {
    return RawClient.live(emulator);
  }

  /** Gets a number at Twilio, and tells us that we have it. */
  void rent(String number) {
    var twilio = twilio();
    var rented = twilio.post(twilio.account("/IncomingPhoneNumbers.json"), "PhoneNumber", number);
    assertThat(rented.status()).as("%s", rented.json()).isEqualTo(201);
    emulator.pointNumber(number, inbound);
    register(number);
  }

  /** Gets a sender on a channel at Twilio, where people can write to it; its SID. */
  String registerChannelSender(String address) {
    return twilio()
        .postJson(
            "/_emulator/channel-senders",
            "{\"sender\": \"%s\", \"url\": \"%s\"}".formatted(address, inbound))
        .text("sid");
  }

  /** Tells us that we may send from the address, and fast. */
  void register(String address, String... channels) {
    var sender = Map.of("address", address, "pace_per_second", 100, "channels", List.of(channels));
    var registered = api.post("/v1/senders", sender);
    assertThat(registered.status()).as("%s", registered.json()).isEqualTo(200);
  }

  /** Lets the account send to a country that it has no number in. */
  void sendAlsoTo(String country) {
    var version = api.get("/v1/policy").json().path("version").intValue();
    var policy = Map.of("version", version, "countries", List.of("own", country));
    var changed = api.put("/v1/policy", policy);
    assertThat(changed.status()).as("%s", changed.json()).isEqualTo(200);
  }

  void pool(String name, String... senders) {
    var pool = api.put("/v1/pools/" + name, Map.of("senders", List.of(senders)));
    assertThat(pool.status()).as("%s", pool.json()).isEqualTo(200);
  }

  /** A Messaging Service with the numbers in its pool, which tells us what they get. */
  String messagingService(String... numbers) {
    var twilio = twilio();
    var service =
        twilio
            .post("/v1/Services", "FriendlyName", "Bakery", "InboundRequestUrl", inbound)
            .text("sid");
    for (var number : numbers) {
      var found =
          twilio.get(
              twilio.account("/IncomingPhoneNumbers.json?PhoneNumber=" + RawClient.encode(number)));
      var sid = found.json().at("/incoming_phone_numbers/0/sid").asString("");
      var joined = twilio.post("/v1/Services/" + service + "/PhoneNumbers", "PhoneNumberSid", sid);
      assertThat(joined.status()).as("%s", joined.json()).isEqualTo(201);
    }
    return service;
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
