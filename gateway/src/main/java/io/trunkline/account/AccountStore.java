// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code accounts} and {@code api_keys}. */
final class AccountStore {

  private final JdbcClient jdbc;

  AccountStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Makes sure the configured account exists under its name. Its SID is brought up to date, but not
   * forgotten: another program on the same tables may know the credentials that this one lacks.
   */
  Account putConfigured(AccountId id, String name, @Nullable String twilioSid, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.accounts (id, name, twilio_sid, created_at)
            VALUES (:id, :name, :twilio_sid, :now)
            ON CONFLICT (name) DO UPDATE
              SET twilio_sid = coalesce(excluded.twilio_sid, accounts.twilio_sid)
            RETURNING id, name, twilio_sid, created_at
            """)
        .param("id", id.value())
        .param("name", name)
        .param("twilio_sid", twilioSid)
        .param("now", Storage.parameter(now))
        .query(AccountStore::account)
        .single();
  }

  /** Empty if the name or the SID is taken. */
  Optional<Account> insert(Account account, byte[] sealedCredentials) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.accounts (id, name, twilio_sid, sealed_credentials, created_at)
            VALUES (:id, :name, :twilio_sid, :sealed, :created_at)
            ON CONFLICT DO NOTHING
            RETURNING id, name, twilio_sid, created_at
            """)
        .param("id", account.id().value())
        .param("name", account.name())
        .param("twilio_sid", account.twilioSid())
        .param("sealed", sealedCredentials)
        .param("created_at", Storage.parameter(account.createdAt()))
        .query(AccountStore::account)
        .optional();
  }

  List<Account> all() {
    return jdbc.sql(
            "SELECT id, name, twilio_sid, created_at FROM trunkline.accounts ORDER BY created_at,"
                + " id")
        .query(AccountStore::account)
        .list();
  }

  Optional<Account> byName(String name) {
    return jdbc.sql(
            """
            SELECT id, name, twilio_sid, created_at FROM trunkline.accounts WHERE name = :name
            """)
        .param("name", name)
        .query(AccountStore::account)
        .optional();
  }

  Map<String, AccountId> idsByTwilioSid() {
    var ids = new HashMap<String, AccountId>();
    jdbc.sql("SELECT twilio_sid, id FROM trunkline.accounts WHERE twilio_sid IS NOT NULL")
        .query(
            row -> {
              ids.put(row.getString(1), new AccountId(row.getObject(2, UUID.class)));
            });
    return ids;
  }

  Optional<byte[]> sealedCredentials(AccountId id) {
    return jdbc.sql(
            """
            SELECT sealed_credentials FROM trunkline.accounts
            WHERE id = :id AND sealed_credentials IS NOT NULL
            """)
        .param("id", id.value())
        .query(byte[].class)
        .optional();
  }

  /** False if they are not those before any more. */
  boolean replaceCredentials(AccountId id, byte[] before, byte[] after) {
    return jdbc.sql(
                """
                UPDATE trunkline.accounts SET sealed_credentials = :after
                WHERE id = :id AND sealed_credentials = :before
                """)
            .param("after", after)
            .param("id", id.value())
            .param("before", before)
            .update()
        == 1;
  }

  void insertKey(ApiKey key, byte[] secretHash) {
    jdbc.sql(
            """
            INSERT INTO trunkline.api_keys (id, account_id, name, secret_hash, scopes, created_at)
            VALUES (:id, :account, :name, :hash, :scopes, :created_at)
            """)
        .param("id", key.id().value())
        .param("account", key.account().value())
        .param("name", key.name())
        .param("hash", secretHash)
        .param(
            "scopes",
            key.scopes().stream()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .param("created_at", Storage.parameter(key.createdAt()))
        .update();
  }

  Optional<ApiKey> keyBySecretHash(byte[] secretHash) {
    return jdbc.sql(
            """
            SELECT id, account_id, name, scopes, created_at FROM trunkline.api_keys
            WHERE secret_hash = :hash AND revoked_at IS NULL
            """)
        .param("hash", secretHash)
        .query(AccountStore::key)
        .optional();
  }

  List<ApiKey> keys(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, account_id, name, scopes, created_at FROM trunkline.api_keys
            WHERE account_id = :account AND revoked_at IS NULL
            ORDER BY id
            """)
        .param("account", account.value())
        .query(AccountStore::key)
        .list();
  }

  /** The hash of the secret that is worth nothing from now on; empty if it was so before. */
  Optional<byte[]> revokeKey(ApiKeyId id, Instant now) {
    return jdbc.sql(
            """
            UPDATE trunkline.api_keys SET revoked_at = :now
            WHERE id = :id AND revoked_at IS NULL
            RETURNING secret_hash
            """)
        .param("id", id.value())
        .param("now", Storage.parameter(now))
        .query(byte[].class)
        .optional();
  }

  private static Account account(ResultSet row, int index) throws SQLException {
    return new Account(
        new AccountId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("twilio_sid"),
        Storage.instant(row, "created_at"));
  }

  private static ApiKey key(ResultSet row, int index) throws SQLException {
    return new ApiKey(
        new ApiKeyId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        scopes((String[]) row.getArray("scopes").getArray()),
        Storage.instant(row, "created_at"));
  }

  private static Set<Scope> scopes(String[] names) {
    return Stream.of(names)
        .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
