// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.trunkline.account.AccountId;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.callbacks.TokenUse.Role;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When each auth token last signed a callback: the table {@code auth_token_uses}. Each node writes
 * at most once a minute for each token.
 */
final class TokenUses {

  private static final Logger log = LoggerFactory.getLogger(TokenUses.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int SHOWN_DIGITS = 8;

  private record Key(AccountId account, String fingerprint) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Cache<String, String> fingerprints =
      Caffeine.newBuilder().maximumSize(10_000).build();
  private final Cache<Key, Boolean> written;

  TokenUses(Storage storage, Clock clock) {
    this.jdbc = storage.jdbc();
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.written =
        Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PAUSE).ticker(ticker).build();
  }

  /** A callback of the account's was signed with the token. Never throws. */
  void add(AccountId account, String token) {
    var key = new Key(account, fingerprint(token));
    if (written.asMap().putIfAbsent(key, true) != null) {
      return;
    }
    try {
      write(key, clock.instant());
    } catch (DataAccessException e) {
      log.warn("The use of an auth token could not be recorded ({})", e.getClass().getSimpleName());
    }
  }

  private void write(Key key, Instant now) {
    jdbc.sql(
            """
            INSERT INTO trunkline.auth_token_uses
              (account_id, fingerprint, first_signed_at, last_signed_at)
            VALUES (:account, :fingerprint, :now, :now)
            ON CONFLICT (account_id, fingerprint) DO UPDATE
              SET last_signed_at = greatest(excluded.last_signed_at, auth_token_uses.last_signed_at)
            """)
        .param("account", key.account().value())
        .param("fingerprint", key.fingerprint())
        .param("now", Storage.parameter(now))
        .update();
  }

  /** The account's tokens, the primary one first. */
  List<TokenUse> of(AccountId account, TwilioCredentials credentials) {
    var uses = new ArrayList<TokenUse>();
    Optional.ofNullable(credentials.authToken())
        .ifPresent(token -> uses.add(use(account, Role.PRIMARY, token)));
    Optional.ofNullable(credentials.secondaryAuthToken())
        .ifPresent(token -> uses.add(use(account, Role.SECONDARY, token)));
    return List.copyOf(uses);
  }

  private TokenUse use(AccountId account, Role role, String token) {
    var fingerprint = fingerprint(token);
    var last =
        jdbc.sql(
                """
                SELECT last_signed_at FROM trunkline.auth_token_uses
                WHERE account_id = :account AND fingerprint = :fingerprint
                """)
            .param("account", account.value())
            .param("fingerprint", fingerprint)
            .query((row, _) -> Storage.instant(row, "last_signed_at"))
            .optional();
    return new TokenUse(role, fingerprint.substring(0, SHOWN_DIGITS), last.orElse(null));
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
