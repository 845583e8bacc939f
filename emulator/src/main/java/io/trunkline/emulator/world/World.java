// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.world;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.Concurrency;
import io.trunkline.emulator.call.Calls;
import io.trunkline.emulator.call.Switchboard;
import io.trunkline.emulator.carrier.Arrivals;
import io.trunkline.emulator.carrier.Carrier;
import io.trunkline.emulator.carrier.Departures;
import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.carrier.Progress;
import io.trunkline.emulator.carrier.SenderQueues;
import io.trunkline.emulator.carrier.WhatsApp;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.content.Contents;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.message.Messages;
import io.trunkline.emulator.number.GeoPermissions;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.number.Stock;
import io.trunkline.emulator.optout.OptOuts;
import io.trunkline.emulator.phone.Deactivations;
import io.trunkline.emulator.phone.Handsets;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.sender.ChannelSenders;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.MessagingServices;
import io.trunkline.emulator.sender.ShortCodes;
import io.trunkline.emulator.usage.Balances;
import io.trunkline.emulator.usage.Meter;
import io.trunkline.emulator.usage.Usage;
import io.trunkline.emulator.usage.UsageTriggers;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** Everything there is, apart from HTTP. */
public final class World {
  private final EmulatorClock clock;
  private final Faults faults;
  private final Sids requestSids;
  private final Concurrency concurrency;
  private final Accounts accounts;
  private final OwnedNumbers numbers;
  private final Stock stock;
  private final ShortCodes shortCodes;
  private final ChannelSenders channelSenders;
  private final MessagingServices services;
  private final Contents contents;
  private final Handsets handsets = new Handsets();
  private final Deactivations deactivations;
  private final OptOuts optOuts;
  private final Ledger ledger = new Ledger();
  private final Messages messages;
  private final GeoPermissions geoPermissions = new GeoPermissions();
  private final GeoPermissions callPermissions = new GeoPermissions();
  private final WhatsApp whatsApp = new WhatsApp();
  private final SenderQueues queues;
  private final Carrier carrier;
  private final Calls calls;
  private final Switchboard switchboard;
  private final Usage usage = new Usage();
  private final Balances balances;
  private final Meter meter;
  private final UsageTriggers triggers;
  private final Consumer<World> beginning;

  /**
   * What a world starts with.
   *
   * @param randomSeed decides every identifier
   * @param numbers what the live account owns
   * @param concurrentRequests how many requests of an account are answered at a time, 0 for any
   * @param balance what each account has to spend, in US dollars
   * @param beginning adds the rest to a world that has just begun, at first and after each reset
   */
  public record Settings(
      long randomSeed,
      Pace pace,
      List<String> numbers,
      int concurrentRequests,
      BigDecimal balance,
      Consumer<World> beginning) {
    public Settings {
      numbers = List.copyOf(numbers);
    }
  }

  /** The witness is told after each step of each message; it must be quick. */
  public World(
      Settings settings, EmulatorClock clock, Faults faults, Consumer<EmulatedMessage> witness) {
    this.clock = clock;
    this.faults = faults;
    concurrency = new Concurrency(settings.concurrentRequests());
    requestSids = new Sids(settings.randomSeed());
    var sids = new Sids(settings.randomSeed());
    accounts = new Accounts(clock, sids);
    numbers = new OwnedNumbers(clock, sids, settings.numbers());
    stock = new Stock(settings.randomSeed(), numbers);
    shortCodes = new ShortCodes(clock, sids);
    channelSenders = new ChannelSenders(sids);
    services = new MessagingServices(clock, sids, numbers);
    deactivations = new Deactivations(clock, handsets);
    contents = new Contents(clock, sids, settings.pace().rating());
    optOuts = new OptOuts(sender -> services.serviceOf(sender).map(MessagingService::sid));
    messages = new Messages(clock, sids);
    queues = new SenderQueues(clock, settings.pace().metered());
    balances = new Balances(usage, settings.balance());
    meter = new Meter(clock, usage, numbers);
    triggers = new UsageTriggers(clock, sids, usage);
    carrier = carrier(settings, new Progress(clock, witness, meter::message));
    calls = new Calls(clock, sids);
    switchboard = new Switchboard(calls, clock, handsets, settings.pace());
    switchboard.rated().listen(meter::call);
    beginning = settings.beginning();
    begin();
  }

  private void begin() {
    channelSenders.register(accounts.live(), WhatsApp.SANDBOX);
    beginning.accept(this);
  }

  private Carrier carrier(Settings settings, Progress progress) {
    var pace = settings.pace();
    var arrivals = new Arrivals(progress, pace, handsets, whatsApp, settings.randomSeed());
    var departures = new Departures(progress, pace, queues, services, optOuts, arrivals);
    return new Carrier(messages, ledger, progress, departures, arrivals, pace);
  }

  public EmulatorClock clock() {
    return clock;
  }

  public Faults faults() {
    return faults;
  }

  /** Identifiers of requests, apart from others: asking more often must not change those. */
  public Sids requestSids() {
    return requestSids;
  }

  public Concurrency concurrency() {
    return concurrency;
  }

  public Accounts accounts() {
    return accounts;
  }

  public OwnedNumbers numbers() {
    return numbers;
  }

  public Stock stock() {
    return stock;
  }

  public ShortCodes shortCodes() {
    return shortCodes;
  }

  public ChannelSenders channelSenders() {
    return channelSenders;
  }

  public MessagingServices services() {
    return services;
  }

  public Contents contents() {
    return contents;
  }

  public Handsets handsets() {
    return handsets;
  }

  public Deactivations deactivations() {
    return deactivations;
  }

  public OptOuts optOuts() {
    return optOuts;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Messages messages() {
    return messages;
  }

  public Carrier carrier() {
    return carrier;
  }

  public Calls calls() {
    return calls;
  }

  /** Puts calls through. */
  public Switchboard switchboard() {
    return switchboard;
  }

  /** Where texts may go. */
  public GeoPermissions geoPermissions() {
    return geoPermissions;
  }

  /** Where calls may go. */
  public GeoPermissions callPermissions() {
    return callPermissions;
  }

  public SenderQueues queues() {
    return queues;
  }

  public Usage usage() {
    return usage;
  }

  public Balances balances() {
    return balances;
  }

  /** Puts down what is used. */
  public Meter meter() {
    return meter;
  }

  public UsageTriggers triggers() {
    return triggers;
  }

  /** Closes a subaccount for good: what it has is deleted, and its senders are free for others. */
  public void close(Account account) {
    accounts.changeStatus(account, Account.Status.CLOSED);
    accounts.keys().of(account).forEach(accounts.keys()::delete);
    triggers.of(account).forEach(triggers::delete);
    contents.of(account).forEach(contents::delete);
    services.of(account).forEach(services::delete);
    channelSenders.of(account).forEach(channelSenders::release);
    shortCodes.of(account).forEach(shortCodes::release);
    numbers.of(account).forEach(numbers::release);
  }

  /** Back to the beginning: what was under way is dropped, the rules for faults too. */
  public void reset() {
    clock.reset();
    faults.clear();
    concurrency.reset();
    queues.reset();
    whatsApp.reset();
    geoPermissions.reset();
    callPermissions.reset();
    triggers.reset();
    usage.reset();
    messages.reset();
    calls.reset();
    switchboard.reset();
    ledger.reset();
    optOuts.reset();
    handsets.reset();
    deactivations.reset();
    contents.reset();
    services.reset();
    channelSenders.reset();
    shortCodes.reset();
    numbers.reset();
    accounts.reset();
    begin();
  }
}
