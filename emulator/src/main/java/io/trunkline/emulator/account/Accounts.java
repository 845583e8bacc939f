// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.seed.Sids;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of this world and their API keys; the credentials it starts with are fixed. */
public final class Accounts {
  public static final String LIVE_SID = "AC11111111111111111111111111111111";
  public static final String LIVE_TOKEN = "11111111111111111111111111111111";
  public static final String KEY_SID = "SK11111111111111111111111111111111";
  public static final String KEY_SECRET = "11111111111111111111111111111111";
  public static final String TEST_SID = "AC22222222222222222222222222222222";
  public static final String TEST_TOKEN = "22222222222222222222222222222222";

  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  public Accounts(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
    reset();
  }

  /**
   * Who speaks.
   *
   * @param key null for the auth token itself
   */
  public record Caller(Account account, @Nullable ApiKey key) {
    /** Whether accounts and keys may be managed: not with a standard key. */
    @Seen(source = Seen.Source.DOCS, on = "2026-11", at = "iam/api-keys")
    public boolean isAdministrator() {
      return key == null || key.main();
    }
  }

  /** Whose credentials these are: an account and its token, or an API key and its secret. */
  public Optional<Caller> authenticate(String user, String password) {
    var account = accounts.get(user);
    if (account != null) {
      return account.authToken().equals(password)
          ? Optional.of(new Caller(account, null))
          : Optional.empty();
    }
    var key = keys.get(user);
    if (key == null || !key.secret().equals(password)) {
      return Optional.empty();
    }
    return Optional.ofNullable(accounts.get(key.accountSid())).map(owner -> new Caller(owner, key));
  }

  /**
   * The caller as one who acts on the account: on its own with any credentials, on a subaccount
   * only with its auth token. Empty if it may not.
   */
  @Seen(source = Seen.Source.DOCS, on = "2026-11", at = "iam/api/subaccounts")
  public Optional<Caller> reach(Caller caller, String accountSid) {
    if (caller.account().sid().equals(accountSid)) {
      return Optional.of(caller);
    }
    return find(accountSid)
        .filter(account -> caller.key() == null)
        .filter(account -> account.ownerSid().equals(caller.account().sid()))
        .map(account -> new Caller(account, null));
  }

  public Optional<Account> find(String sid) {
    return Optional.ofNullable(accounts.get(sid));
  }

  /** The account that people use unless they ask for another. */
  public Account live() {
    return find(LIVE_SID).orElseThrow();
  }

  /** Adds an account; false if there is one with its SID. */
  public boolean open(Account account) {
    return accounts.putIfAbsent(account.sid(), account) == null;
  }

  /** Adds a key; false if there is one with its SID. */
  public boolean add(ApiKey key) {
    return keys.putIfAbsent(key.sid(), key) == null;
  }

  /** The keys of an account, newest first. */
  public List<ApiKey> keys(Account account) {
    return keys.values().stream()
        .filter(key -> key.accountSid().equals(account.sid()))
        .sorted(Comparator.comparing(ApiKey::created).reversed().thenComparing(ApiKey::sid))
        .toList();
  }

  public Optional<ApiKey> key(Account account, String sid) {
    return Optional.ofNullable(keys.get(sid)).filter(k -> k.accountSid().equals(account.sid()));
  }

  /** Makes a standard key. */
  public ApiKey createKey(Account account, String friendlyName) {
    Instant now = clock.now();
    var sid = sids.next("SK");
    var secret = sids.next("").substring(0, 32);
    var key = new ApiKey(sid, secret, account.sid(), friendlyName, false, now, now);
    keys.put(sid, key);
    return key;
  }

  public ApiKey renameKey(ApiKey key, String friendlyName) {
    var renamed = key.named(friendlyName, clock.now());
    keys.put(key.sid(), renamed);
    return renamed;
  }

  public void deleteKey(ApiKey key) {
    keys.remove(key.sid());
  }

  public void reset() {
    accounts.clear();
    keys.clear();
    Instant now = clock.now();
    accounts.put(
        LIVE_SID, new Account(LIVE_SID, LIVE_TOKEN, "Emulated", Account.Kind.LIVE, LIVE_SID, now));
    accounts.put(
        TEST_SID,
        new Account(TEST_SID, TEST_TOKEN, "Test credentials", Account.Kind.TEST, TEST_SID, now));
    keys.put(
        KEY_SID, new ApiKey(KEY_SID, KEY_SECRET, LIVE_SID, "Emulated main key", true, now, now));
  }
}
