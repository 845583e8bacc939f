// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.signal.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers that accounts rent. A number has at most one owner. */
public final class OwnedNumbers {
  private final EmulatorClock clock;
  private final Sids sids;
  private final List<String> initial;
  private final Map<String, OwnedNumber> byNumber = new ConcurrentHashMap<>();
  private final Signal<OwnedNumbers> changes = new Signal<>();

  public OwnedNumbers(EmulatorClock clock, Sids sids, List<String> initial) {
    this.clock = clock;
    this.sids = sids;
    this.initial = List.copyOf(initial);
    reset();
  }

  /** Who rents the number, if anybody does. */
  public Optional<OwnedNumber> find(String phoneNumber) {
    return Optional.ofNullable(byNumber.get(phoneNumber));
  }

  public Optional<OwnedNumber> bySid(Account account, String sid) {
    return of(account).stream().filter(number -> number.sid().equals(sid)).findFirst();
  }

  /** Those of all accounts, in order. */
  public List<OwnedNumber> all() {
    return byNumber.values().stream()
        .sorted(Comparator.comparing(OwnedNumber::phoneNumber))
        .toList();
  }

  /** Told after each number that was rented, configured or given back. */
  public Signal<OwnedNumbers> changes() {
    return changes;
  }

  /** Whether the account may send from the number. */
  public boolean owns(Account account, String phoneNumber) {
    var number = byNumber.get(phoneNumber);
    return number != null && number.accountSid().equals(account.sid());
  }

  /** The numbers of an account, newest first. */
  public List<OwnedNumber> of(Account account) {
    return byNumber.values().stream()
        .filter(number -> number.accountSid().equals(account.sid()))
        .sorted(
            Comparator.comparing(OwnedNumber::created)
                .reversed()
                .thenComparing(OwnedNumber::phoneNumber))
        .toList();
  }

  /** Rents the number; empty if it is taken. */
  public Optional<OwnedNumber> rent(
      Account account, String phoneNumber, Map<String, String> settings) {
    var now = clock.now();
    var rented = new OwnedNumber(sids.next("PN"), account.sid(), phoneNumber, settings, now, now);
    if (byNumber.putIfAbsent(phoneNumber, rented) != null) {
      return Optional.empty();
    }
    changes.tell(this);
    return Optional.of(rented);
  }

  /** Changes settings; the others stay. Empty if the number was given back meanwhile. */
  public Optional<OwnedNumber> configure(OwnedNumber number, Map<String, String> settings) {
    var configured =
        byNumber.computeIfPresent(
            number.phoneNumber(), (key, current) -> current.with(settings, clock.now()));
    changes.tell(this);
    return Optional.ofNullable(configured);
  }

  /** Gives the number to another account. Empty if it was given back meanwhile. */
  public Optional<OwnedNumber> transfer(OwnedNumber number, Account to) {
    var transferred =
        byNumber.computeIfPresent(
            number.phoneNumber(), (key, current) -> current.ownedBy(to.sid(), clock.now()));
    changes.tell(this);
    return Optional.ofNullable(transferred);
  }

  /** Gives the number back. */
  public void release(OwnedNumber number) {
    byNumber.remove(number.phoneNumber());
    changes.tell(this);
  }

  public void reset() {
    byNumber.clear();
    var now = clock.now();
    for (var number : initial) {
      byNumber.put(
          number, new OwnedNumber(sids.next("PN"), Accounts.LIVE_SID, number, Map.of(), now, now));
    }
  }
}
