// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.callbacks.CallScripts;
import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.callbacks.CallbackSender;
import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.control.ControlResource;
import io.trunkline.emulator.control.EventFeed;
import io.trunkline.emulator.control.FaultGate;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.HttpServer;
import io.trunkline.emulator.http.NoSuchHostException;
import io.trunkline.emulator.http.PortTakenException;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.http.WitnessedHandler;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.proxy.TwilioProxy;
import io.trunkline.emulator.rest.RestApi;
import io.trunkline.emulator.seedfile.SeedFileException;
import io.trunkline.emulator.sender.ChannelSender;
import io.trunkline.emulator.usage.UsageTriggers.Firing;
import io.trunkline.emulator.world.World;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A running emulator of Twilio. Several can run in one process. Closing it ends its world: nothing
 * is sent any more, and nothing is kept.
 */
public final class TwilioEmulator implements AutoCloseable {
  private static final String EVERYWHERE = "0.0.0.0";

  private final String host;
  private final EmulatorClock clock = new EmulatorClock();
  private final Faults faults = new Faults();
  private final CallbackLog log = new CallbackLog();
  private final CallbackSender callbacks = new CallbackSender(clock, faults, log, this::isKnown);
  private final InboundTexts texts;
  private final World world;
  private final EventFeed events;
  private final HttpServer server;
  private final Optional<TwilioProxy> proxy;
  private final ArrivalBell bell = new ArrivalBell();
  private final Map<String, Phone> phones = new ConcurrentHashMap<>();

  private TwilioEmulator(EmulatorOptions options) {
    host = options.host();
    var settings =
        new World.Settings(
            options.randomSeed(),
            options.pace(),
            options.numbers(),
            options.concurrentRequests(),
            options.balance(),
            options::plant);
    world = orClose(() -> new World(settings, clock, faults, this::tell));
    world.handsets().arrivals().listen(arrival -> bell.ring());
    texts = new InboundTexts(world, callbacks, this::baseUrl);
    world.triggers().firings().listen(this::report);
    world.calls().changes().listen(call -> bell.ring());
    world.switchboard().steps().listen(callbacks::report);
    world.switchboard().instructed().listen(new CallScripts(world, callbacks)::begin);
    var router = new Router();
    RestApi.addTo(router, world);
    events = new EventFeed(world, log);
    ControlResource.addTo(router, world, texts, log, events, this::reset);
    var gate = new FaultGate(WitnessedHandler.of(router), faults, clock);
    server = orClose(() -> new HttpServer(options.host(), options.port(), gate));
    proxy =
        orClose(
            () -> options.proxyPort().map(port -> startProxy(port, options.proxyCertificate())));
  }

  private TwilioProxy startProxy(int port, Path certificate) {
    try {
      return TwilioProxy.start(host, port, certificate, URI.create(baseUrl()));
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  /** Takes a step of the start; if it fails, nothing stays behind. */
  private <T> T orClose(Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException failure) {
      callbacks.close();
      clock.close();
      throw failure;
    }
  }

  private boolean isKnown(Account account) {
    return world.accounts().has(account);
  }

  /** Tells the world outside what has become of a message. */
  private void tell(EmulatedMessage message) {
    var sender = world.channelSenders().find(message.from());
    callbacks.report(message, sender.map(ChannelSender::sid).orElse(""));
    texts.hear(message);
  }

  /** Starts one on a free port, with the usual numbers. */
  public static TwilioEmulator start() {
    return start(EmulatorOptions.defaults());
  }

  /**
   * Starts one.
   *
   * @throws PortTakenException if somebody else listens on the port
   * @throws NoSuchHostException if the host is not this machine
   * @throws SeedFileException if its seed file describes what cannot be
   * @throws UncheckedIOException if its proxy's certificate cannot be made
   */
  public static TwilioEmulator start(EmulatorOptions options) {
    return new TwilioEmulator(options);
  }

  private void report(Firing firing) {
    var sid = firing.trigger().accountSid();
    world
        .accounts()
        .find(sid)
        .ifPresent(
            account ->
                callbacks.report(firing, account, baseUrl() + "/2010-04-01/Accounts/" + sid));
  }

  /** Where it is reached, without a slash at the end. */
  public String baseUrl() {
    return urlAt(server.port());
  }

  private String urlAt(int port) {
    return "http://" + (host.equals(EVERYWHERE) ? "localhost" : host) + ":" + port;
  }

  /** Where the proxy is reached, if one was asked for, without a slash at the end. */
  public Optional<String> proxyUrl() {
    return proxy.map(started -> urlAt(started.port()));
  }

  /** The account that owns the numbers. */
  public String accountSid() {
    return Accounts.LIVE_SID;
  }

  /** The token of that account, which also signs its callbacks. */
  public String authToken() {
    return world.accounts().live().authToken();
  }

  /** Every number that an account rents, in E.164 form. */
  public List<String> numbers() {
    return world.numbers().all().stream().map(OwnedNumber::phoneNumber).toList();
  }

  /**
   * The phone with the number.
   *
   * @throws IllegalArgumentException if it is no E.164 number
   */
  public Phone handset(String number) {
    return phones.computeIfAbsent(
        world.handsets().at(number).number(), known -> new Phone(known, world, texts, bell));
  }

  /**
   * Refuses every text and call that no phone expected, the ones on their way included.
   *
   * @throws AssertionError if there is one
   */
  public void expectNoMore() {
    var texted =
        world
            .messages()
            .before(Long.MAX_VALUE)
            .filter(message -> message.direction() != Direction.INBOUND)
            .map(EmulatedMessage::to);
    Stream.concat(texted, calls().stream().map(EmulatedCall::to))
        .map(address -> handset(Channel.number(address)))
        .distinct()
        .forEach(Phone::expectsNoMore);
  }

  /**
   * Sets the {@code SmsUrl} of a number, which is asked about each text that the number gets.
   *
   * @throws IllegalArgumentException if nobody rents the number
   */
  public void pointNumber(String number, String smsUrl) {
    var owned =
        world
            .numbers()
            .find(number)
            .orElseThrow(() -> new IllegalArgumentException("Nobody rents " + number));
    world.numbers().configure(owned, Map.of("SmsUrl", smsUrl));
  }

  /**
   * Holds a sender to so many segments per second from now on, whatever the pace; the rest waits in
   * its queue, which overflows as Twilio's does.
   *
   * @param segmentsPerSecond above 0
   */
  public void limitSender(String sender, double segmentsPerSecond) {
    world.queues().rate(sender, segmentsPerSecond);
  }

  /** The time of its world, which can be stopped and moved. */
  public EmulatorClock clock() {
    return clock;
  }

  /** Makes things go wrong from now on, by these rules alone; none make nothing go wrong. */
  public void faults(long seed, FaultRule... rules) {
    faults.plan(seed, List.of(rules));
  }

  /** Every message that the API ever took: the witness against duplicates. */
  public Ledger ledger() {
    return world.ledger();
  }

  /** Every call that the API ever took: the witness against calling anybody twice. */
  public List<EmulatedCall> calls() {
    return world.calls().taken();
  }

  /** The latest callbacks, oldest first. */
  public List<SentCallback> callbacks() {
    return log.entries();
  }

  /** Back to the beginning: what was under way is dropped. */
  public void reset() {
    world.reset();
    callbacks.reset();
    events.reset();
  }

  @Override
  public void close() {
    events.close();
    server.close();
    callbacks.close();
    clock.close();
  }
}
