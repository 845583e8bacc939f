// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.tokens.TokenUse.Role;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The auth tokens that an account's callbacks may be signed with, and when each last signed one.
 * Each node writes that down at most once a minute for each token.
 */
public final class AuthTokens {

  private static final Logger log = LoggerFactory.getLogger(AuthTokens.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int SHOWN_DIGITS = 8;

  private record Key(AccountId account, String fingerprint) {}

  private final Accounts accounts;
  private final TokenUseStore store;
  private final Clock clock;
  private final Cache<String, String> fingerprints =
      Caffeine.newBuilder().maximumSize(10_000).build();
  private final Cache<Key, Boolean> written;

  AuthTokens(Accounts accounts, TokenUseStore store, Clock clock) {
    this.accounts = accounts;
    this.store = store;
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.written =
        Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PAUSE).ticker(ticker).build();
  }

  /** A callback of the account's was signed with the token. Never throws. */
  public void hasSigned(AccountId account, String token) {
    var key = new Key(account, fingerprint(token));
    if (written.asMap().putIfAbsent(key, true) != null) {
      return;
    }
    try {
      store.write(account, key.fingerprint(), clock.instant());
    } catch (DataAccessException e) {
      log.warn("The use of an auth token could not be recorded ({})", e.getClass().getSimpleName());
    }
  }

  /** The auth tokens that callbacks may be signed with, the primary one first. */
  public List<TokenUse> of(AccountId account) {
    return accounts
        .credentials(account)
        .map(credentials -> uses(account, credentials))
        .orElse(List.of());
  }

  /**
   * How far the rotation of the auth token is, in sentences; empty unless there are two. Reads the
   * database while there are.
   */
  public List<String> rotation(AccountId account) {
    if (accounts.credentials(account).filter(it -> it.signingTokens().size() > 1).isEmpty()) {
      return List.of();
    }
    var tokens = of(account);
    var primary = tokens.getFirst();
    var secondary = tokens.getLast();
    return primary.role() == Role.PRIMARY && secondary.role() == Role.SECONDARY
        ? List.of(new TokenRotation(primary, secondary).sentence())
        : List.of();
  }

  private List<TokenUse> uses(AccountId account, TwilioCredentials credentials) {
    var uses = new ArrayList<TokenUse>();
    Optional.ofNullable(credentials.authToken())
        .ifPresent(token -> uses.add(use(account, Role.PRIMARY, token)));
    Optional.ofNullable(credentials.secondaryAuthToken())
        .ifPresent(token -> uses.add(use(account, Role.SECONDARY, token)));
    return List.copyOf(uses);
  }

  private TokenUse use(AccountId account, Role role, String token) {
    var fingerprint = fingerprint(token);
    return new TokenUse(
        role,
        fingerprint.substring(0, SHOWN_DIGITS),
        store.lastSignedAt(account, fingerprint).orElse(null));
  }

  /** Says nothing about a token of 128 random bits. */
  private String fingerprint(String token) {
    return fingerprints.get(
        token,
        text -> {
          try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
