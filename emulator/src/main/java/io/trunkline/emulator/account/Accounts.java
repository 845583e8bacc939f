// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.seed.Sids;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of this world and their credentials; those that it starts with are fixed. */
public final class Accounts {
  public static final String LIVE_SID = "AC11111111111111111111111111111111";
  public static final String LIVE_TOKEN = "11111111111111111111111111111111";
  public static final String KEY_SID = "SK11111111111111111111111111111111";
  public static final String KEY_SECRET = "11111111111111111111111111111111";
  public static final String CLIENT_ID = "OQ11111111111111111111111111111111";
  public static final String CLIENT_SECRET = "11111111111111111111111111111111";
  public static final String TEST_SID = "AC22222222222222222222222222222222";
  public static final String TEST_TOKEN = "22222222222222222222222222222222";

  private static final int MAX_SUBACCOUNTS = 1000;
  private static final Duration KEPT_AFTER_CLOSING = Duration.ofDays(30);

  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Keys keys;
  private final AccessTokens tokens;

  public Accounts(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
    keys = new Keys(clock, sids);
    tokens = new AccessTokens(clock, CLIENT_SECRET);
    reset();
  }

  /**
   * Who speaks.
   *
   * @param key null for the auth token itself
   */
  public record Caller(Account account, @Nullable ApiKey key) {
    /** Whether accounts and keys may be managed, as far as a key's policy lets it. */
    @Seen(
        what = "Standard keys may not manage keys or accounts; a policy may allow it to others.",
        source = Seen.Source.DOCS,
        on = "2026-11",
        at = "iam/api-keys")
    public boolean isAdministrator() {
      return key == null || key.main() || key.policy() != null;
    }
  }

  /** Whose credentials these are: an account and its token, or an API key and its secret. */
  public Optional<Caller> authenticate(String user, String password) {
    var account = accounts.get(user);
    if (account != null) {
      return account.accepts(password) ? Optional.of(new Caller(account, null)) : Optional.empty();
    }
    return keys.find(user).filter(key -> key.secret().equals(password)).flatMap(this::ownerOf);
  }

  /** Whose access token this is; empty if it is not genuine or has expired. */
  public Optional<Caller> authenticate(String accessToken) {
    return tokens.accountOf(accessToken).flatMap(this::find).map(Accounts::asClient);
  }

  /** A new access token for a client; empty if there is none with these credentials. */
  public Optional<String> accessToken(String clientId, String clientSecret) {
    return clientId.equals(CLIENT_ID) && clientSecret.equals(CLIENT_SECRET)
        ? Optional.of(tokens.issue(clientId, LIVE_SID))
        : Optional.empty();
  }

  /** How long an access token is good. */
  public static Duration accessTokenLifetime() {
    return AccessTokens.LIFETIME;
  }

  /**
   * The caller as one who acts on the account: on its own with any credentials, on a subaccount
   * only with its auth token. Empty if it may not.
   */
  @Seen(
      what = "A parent's auth token reaches its subaccounts, under the API of 2010 alone.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/api/subaccounts")
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

  /** Whether the account is still there: neither forgotten nor of a time before a reset. */
  public boolean has(Account account) {
    return accounts.get(account.sid()) == account;
  }

  /** The account that people use unless they ask for another. */
  public Account live() {
    return find(LIVE_SID).orElseThrow();
  }

  /** The account and its subaccounts, newest first. */
  public List<Account> family(Account account) {
    return accounts.values().stream()
        .filter(member -> member.ownerSid().equals(account.sid()) || member == account)
        .sorted(Comparator.comparing(Account::created).reversed().thenComparing(Account::sid))
        .toList();
  }

  /** Adds an account; false if there is one with its SID. */
  public boolean open(Account account) {
    return accounts.putIfAbsent(account.sid(), account) == null;
  }

  /** Opens a subaccount; empty if the parent has as many as it may. */
  @Seen(
      what = "An account has at most 1000 subaccounts.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/api/subaccounts")
  public Optional<Account> openSubaccount(Account parent, String friendlyName) {
    if (family(parent).size() > MAX_SUBACCOUNTS) {
      return Optional.empty();
    }
    var now = clock.now();
    var account =
        new Account(
            sids.next("AC"), sids.secret(), friendlyName, Account.Kind.LIVE, parent.sid(), now);
    accounts.put(account.sid(), account);
    return Optional.of(account);
  }

  public void rename(Account account, String friendlyName) {
    account.rename(friendlyName, clock.now());
  }

  /** Changes the status; a closed account is forgotten after a while. */
  @Seen(
      what = "A closed subaccount is deleted after 30 days.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/api/account")
  public void changeStatus(Account account, Account.Status status) {
    account.become(status, clock.now());
    if (status == Account.Status.CLOSED) {
      clock.after(KEPT_AFTER_CLOSING, () -> accounts.remove(account.sid()));
    }
  }

  /**
   * Makes a second token, good beside the first.
   *
   * @return when it was made and what it is; empty if there is one already
   */
  public Optional<NewToken> addSecondaryToken(Account account) {
    if (account.secondaryToken() != null) {
      return Optional.empty();
    }
    var token = new Account.Token(sids.secret(), clock.now());
    account.secondaryToken(token, token.created());
    return Optional.of(new NewToken(token.text(), token.created()));
  }

  /** False if there was no secondary token to delete. */
  public boolean deleteSecondaryToken(Account account) {
    boolean had = account.secondaryToken() != null;
    account.secondaryToken(null, clock.now());
    return had;
  }

  /** Makes the secondary token the primary one; empty if there is none. */
  public Optional<NewToken> promoteSecondaryToken(Account account) {
    var token = account.secondaryToken();
    if (token == null) {
      return Optional.empty();
    }
    account.promote(clock.now());
    return Optional.of(new NewToken(token.text(), token.created()));
  }

  /** A token as the one who asked for it is told. */
  public record NewToken(String text, Instant created) {}

  public Keys keys() {
    return keys;
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
    keys.add(new ApiKey(KEY_SID, KEY_SECRET, LIVE_SID, "Emulated main key", true, now, now));
  }

  private Optional<Caller> ownerOf(ApiKey key) {
    return find(key.accountSid()).map(owner -> new Caller(owner, key));
  }

  /** An OAuth client may do what a main key may. */
  private static Caller asClient(Account account) {
    var since = account.created();
    return new Caller(
        account, new ApiKey(CLIENT_ID, "", account.sid(), "OAuth client", true, since, since));
  }
}
