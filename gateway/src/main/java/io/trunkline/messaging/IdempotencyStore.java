// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.MessagePreview.Warning;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code idempotency_keys}: which message a key stands for, for 24 hours. */
final class IdempotencyStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Duration MEMORY = Duration.ofHours(24);

  /** A key of an account. */
  record Key(AccountId account, String key) {}

  /** What a key stands for, and what was said about it. */
  record Kept(String fingerprint, MessageId message, List<Warning> warnings) {

    boolean isOf(String other) {
      return MessageDigest.isEqual(
          HexFormat.of().parseHex(fingerprint), HexFormat.of().parseHex(other));
    }
  }

  private final JdbcClient jdbc;

  IdempotencyStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Those of the keys that stand for a message already. */
  Map<Key, Kept> find(List<Key> keys, Instant now) {
    var found = new HashMap<Key, Kept>();
    if (keys.isEmpty()) {
      return found;
    }
    jdbc.sql(
            """
            SELECT account_id, key, encode(fingerprint, 'hex') AS fingerprint, message_id, warnings
            FROM trunkline.idempotency_keys
            JOIN unnest(:account::uuid[], :key::text[]) AS asked (account_id, key)
              USING (account_id, key)
            WHERE created_at > :since
            """)
        .params(
            RowArrays.of(keys)
                .uuids("account", key -> key.account().value())
                .texts("key", Key::key)
                .parameters())
        .param("since", Storage.parameter(now.minus(MEMORY)))
        .query(
            (RowCallbackHandler)
                row ->
                    found.put(
                        new Key(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            row.getString("key")),
                        new Kept(
                            row.getString("fingerprint"),
                            new MessageId(row.getObject("message_id", UUID.class)),
                            warnings(row.getString("warnings")))));
    return found;
  }

  /**
   * Lets each key stand for a message about to be inserted, unless it stands for one already. Waits
   * for another transaction that is just doing the same.
   *
   * @return the keys that now stand for these messages
   */
  Set<Key> claim(Map<Key, Kept> wanted, Instant now) {
    var claimed = new HashSet<Key>();
    if (wanted.isEmpty()) {
      return claimed;
    }
    // In one order, so that two transactions never wait for each other.
    var rows =
        wanted.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Key, Kept>, String>comparing(row -> row.getKey().key())
                    .thenComparing(row -> row.getKey().account().value()))
            .toList();
    jdbc.sql(
            """
            INSERT INTO trunkline.idempotency_keys AS kept
              (account_id, key, fingerprint, message_id, warnings, created_at)
            SELECT account_id, key, decode(fingerprint, 'hex'), message_id, warnings, :now
            FROM unnest(:account::uuid[], :key::text[], :fingerprint::text[], :message::uuid[],
                :warnings::jsonb[])
              AS new (account_id, key, fingerprint, message_id, warnings)
            ON CONFLICT (account_id, key) DO UPDATE
              SET fingerprint = excluded.fingerprint, message_id = excluded.message_id,
                warnings = excluded.warnings, created_at = excluded.created_at
              WHERE kept.created_at <= :since
            RETURNING account_id, key
            """)
        .params(
            RowArrays.of(rows)
                .uuids("account", row -> row.getKey().account().value())
                .texts("key", row -> row.getKey().key())
                .texts("fingerprint", row -> row.getValue().fingerprint())
                .uuids("message", row -> row.getValue().message().value())
                .texts("warnings", row -> written(row.getValue().warnings()))
                .parameters())
        .param("now", Storage.parameter(now))
        .param("since", Storage.parameter(now.minus(MEMORY)))
        .query(
            (RowCallbackHandler)
                row ->
                    claimed.add(
                        new Key(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            row.getString("key"))));
    return claimed;
  }

  private static @Nullable String written(List<Warning> warnings) {
    return warnings.isEmpty() ? null : JSON.writeValueAsString(warnings);
  }

  private static List<Warning> warnings(@Nullable String written) {
    return written == null ? List.of() : List.of(JSON.readValue(written, Warning[].class));
  }

  int deleteExpired(Instant now) {
    return jdbc.sql("DELETE FROM trunkline.idempotency_keys WHERE created_at <= :since")
        .param("since", Storage.parameter(now.minus(MEMORY)))
        .update();
  }
}
