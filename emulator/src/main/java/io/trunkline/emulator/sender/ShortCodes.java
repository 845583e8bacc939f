// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Sids;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The short codes that accounts lease. Nobody can get one by the API. */
public final class ShortCodes {
  private static final Pattern CODE = Pattern.compile("[0-9]{3,8}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, ShortCode> byCode = new ConcurrentHashMap<>();

  public ShortCodes(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
  }

  /**
   * Gives the account a short code of the country.
   *
   * @throws IllegalArgumentException if it is not a short code, or somebody has it
   */
  public ShortCode lease(Account account, String code, String country) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("A short code has 3 to 8 digits, unlike " + code);
    }
    if (!COUNTRY.matcher(country).matches()) {
      throw new IllegalArgumentException("A country is two capital letters, unlike " + country);
    }
    var now = clock.now();
    var leased = new ShortCode(sids.next("SC"), account.sid(), code, country, Map.of(), now, now);
    if (byCode.putIfAbsent(code, leased) != null) {
      throw new IllegalArgumentException(code + " is taken");
    }
    return leased;
  }

  public Optional<ShortCode> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  public Optional<ShortCode> bySid(Account account, String sid) {
    return of(account).stream().filter(code -> code.sid().equals(sid)).findFirst();
  }

  /** Whether the account may send from the code. */
  public boolean owns(Account account, String code) {
    var found = byCode.get(code);
    return found != null && found.accountSid().equals(account.sid());
  }

  /** Those of the account, in the order of their digits. */
  public List<ShortCode> of(Account account) {
    return byCode.values().stream()
        .filter(code -> code.accountSid().equals(account.sid()))
        .sorted(Comparator.comparing(ShortCode::code))
        .toList();
  }

  /** Those of all accounts, in order. */
  public List<ShortCode> all() {
    return byCode.values().stream().sorted(Comparator.comparing(ShortCode::code)).toList();
  }

  /** Changes settings; the others stay. */
  public ShortCode configure(ShortCode code, Map<String, String> changes) {
    return byCode.compute(
        code.code(),
        (key, current) -> (current == null ? code : current).with(changes, clock.now()));
  }

  /** Gives the code back. */
  public void release(ShortCode code) {
    byCode.remove(code.code());
  }

  public void reset() {
    byCode.clear();
  }
}
