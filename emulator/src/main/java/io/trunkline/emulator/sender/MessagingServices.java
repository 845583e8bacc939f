// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.seed.Sids;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Messaging Services of all accounts. */
public final class MessagingServices {
  private final EmulatorClock clock;
  private final Sids sids;
  private final OwnedNumbers numbers;
  private final Map<String, MessagingService> services = new ConcurrentHashMap<>();

  public MessagingServices(EmulatorClock clock, Sids sids, OwnedNumbers numbers) {
    this.clock = clock;
    this.sids = sids;
    this.numbers = numbers;
  }

  public Optional<MessagingService> find(Account account, String sid) {
    return Optional.ofNullable(services.get(sid))
        .filter(service -> service.accountSid().equals(account.sid()));
  }

  public MessagingService create(Account account, Map<String, String> settings) {
    var now = clock.now();
    var service = new MessagingService(sids.next("MG"), account.sid(), settings, now, now);
    services.put(service.sid(), service);
    return service;
  }

  /** The sender for a message to the address; empty if the pool has none that could reach it. */
  public Optional<String> choose(Account account, MessagingService service, String to) {
    return numbers.of(account).stream().findFirst().map(OwnedNumber::phoneNumber);
  }

  public void reset() {
    services.clear();
  }
}
