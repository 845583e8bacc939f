// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.sender.PooledSender.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Messaging Services of all accounts, and the senders in their pools. A sender other than a
 * name is in one pool at most; a number that was given back or away is in none.
 */
public final class MessagingServices {
  /** How many senders a pool can have. */
  @Seen(
      what = "A pool has at most 400 senders.",
      source = Seen.Source.LIVE,
      on = "2026-11",
      at = "mozilla/fx-private-relay issue 2709")
  public static final int POOL_LIMIT = 400;

  private final EmulatorClock clock;
  private final Sids sids;
  private final OwnedNumbers numbers;
  private final Map<String, MessagingService> services = new ConcurrentHashMap<>();
  private final Map<String, SenderPool> pools = new ConcurrentHashMap<>();
  private final Map<String, String> homes = new ConcurrentHashMap<>();

  public MessagingServices(EmulatorClock clock, Sids sids, OwnedNumbers numbers) {
    this.clock = clock;
    this.sids = sids;
    this.numbers = numbers;
  }

  public Optional<MessagingService> find(Account account, String sid) {
    return find(sid).filter(service -> service.accountSid().equals(account.sid()));
  }

  /** The service, whoever's it is. */
  public Optional<MessagingService> find(String sid) {
    return Optional.ofNullable(services.get(sid));
  }

  /** Those of the account, newest first. */
  public List<MessagingService> of(Account account) {
    return services.values().stream()
        .filter(service -> service.accountSid().equals(account.sid()))
        .sorted(
            Comparator.comparing(MessagingService::created)
                .reversed()
                .thenComparing(MessagingService::sid))
        .toList();
  }

  public MessagingService create(Account account, Map<String, String> settings) {
    var now = clock.now();
    var service = new MessagingService(sids.next("MG"), account.sid(), settings, now, now);
    pools.put(service.sid(), new SenderPool());
    services.put(service.sid(), service);
    return service;
  }

  /** The same under a SID that somebody counts on; empty if there is one. */
  public Optional<MessagingService> open(
      Account account, String sid, Map<String, String> settings) {
    var now = clock.now();
    var service = new MessagingService(sid, account.sid(), settings, now, now);
    if (services.putIfAbsent(sid, service) != null) {
      return Optional.empty();
    }
    pools.put(sid, new SenderPool());
    return Optional.of(service);
  }

  /** Changes settings; the others stay. Empty if the service was deleted meanwhile. */
  public Optional<MessagingService> configure(
      MessagingService service, Map<String, String> changes) {
    return Optional.ofNullable(
        services.computeIfPresent(
            service.sid(), (key, current) -> current.with(changes, clock.now())));
  }

  /** Forgets a service; its senders can join others. */
  public void delete(MessagingService service) {
    services.remove(service.sid());
    pools.remove(service.sid());
    homes.values().removeIf(service.sid()::equals);
  }

  /** The senders in the pool, in the order they joined. */
  public List<PooledSender> senders(MessagingService service) {
    return pool(service).members();
  }

  /** A name to send from, in no pool yet: for one country, or for all if it is empty. */
  public PooledSender name(String name, String country) {
    return PooledSender.name(sids.next("AI"), name, country, clock.now());
  }

  /** Adds a sender to the pool if it may join. */
  public synchronized Admission admit(MessagingService service, PooledSender sender) {
    var home = serviceOf(sender.address());
    if (home.isPresent()) {
      return home.get().sid().equals(service.sid()) ? Admission.PRESENT : Admission.ELSEWHERE;
    }
    var pool = pool(service);
    var members = pool.members();
    if (members.stream().anyMatch(member -> isSame(member, sender))) {
      return Admission.PRESENT;
    }
    if (members.size() >= POOL_LIMIT) {
      return Admission.FULL;
    }
    pool.add(sender);
    if (sender.kind() != Kind.NAME) {
      homes.put(sender.address(), service.sid());
    }
    return Admission.ADDED;
  }

  /** Takes a sender out of the pool. */
  public synchronized void remove(MessagingService service, PooledSender sender) {
    pool(service).removeIf(member -> member.sid().equals(sender.sid()));
    homes.remove(sender.address(), service.sid());
  }

  /** The service whose pool has the number, short code or channel address. */
  public Optional<MessagingService> serviceOf(String address) {
    var home = homes.get(address);
    return home == null
        ? Optional.empty()
        : Optional.ofNullable(services.get(home)).filter(service -> has(service, address));
  }

  /**
   * The sender for a message; empty if the pool has none that gets it there.
   *
   * @param media whether the message has pictures or files
   * @param rcs whether the recipient's phone gets RCS
   */
  public Optional<String> choose(MessagingService service, String to, boolean media, boolean rcs) {
    return pool(service).choose(service, Destination.of(to, rcs), media).map(PooledSender::address);
  }

  /** Notes that a person has texted a sender of the service, which will answer from there. */
  public void heard(MessagingService service, String person, String address) {
    pool(service).stick(person, address);
  }

  public void reset() {
    services.clear();
    pools.clear();
    homes.clear();
  }

  private boolean has(MessagingService service, String address) {
    return pool(service).members().stream().anyMatch(sender -> sender.address().equals(address));
  }

  /** The pool as it is now: numbers that the account has no more leave it. */
  private SenderPool pool(MessagingService service) {
    var pool = pools.getOrDefault(service.sid(), new SenderPool());
    pool.removeIf(sender -> isGone(service, sender));
    return pool;
  }

  private boolean isGone(MessagingService service, PooledSender sender) {
    return sender.kind() == Kind.PHONE_NUMBER
        && numbers
            .find(sender.address())
            .filter(number -> number.sid().equals(sender.sid()))
            .filter(number -> number.accountSid().equals(service.accountSid()))
            .isEmpty();
  }

  private static boolean isSame(PooledSender one, PooledSender other) {
    return one.sid().equals(other.sid())
        || (one.kind() == other.kind()
            && one.address().equals(other.address())
            && one.country().equals(other.country()));
  }
}
