// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code idempotency_keys}: which message a key stands for, for 24 hours. */
final class IdempotencyStore {

  static final Duration MEMORY = Duration.ofHours(24);

  /** A key and the message it stands for. */
  private record Kept(byte[] fingerprint, MessageId message) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  IdempotencyStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * The message that this key already stands for.
   *
   * @throws io.trunkline.problem.RefusalException if it stands for another request
   */
  Optional<MessageId> find(AccountId account, String key, SendMessage request, Instant now) {
    return jdbc.sql(
            """
            SELECT fingerprint, message_id FROM trunkline.idempotency_keys
            WHERE account_id = :account AND key = :key AND created_at > :since
            """)
        .param("account", account.value())
        .param("key", key)
        .param("since", Storage.parameter(now.minus(MEMORY)))
        .query(
            (row, index) ->
                new Kept(
                    row.getBytes("fingerprint"),
                    new MessageId(row.getObject("message_id", UUID.class))))
        .optional()
        .map(
            kept -> {
              if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint(request))) {
                throw Refusal.at(
                        MessageRefusal.IDEMPOTENCY_KEY_REUSED,
                        "header:Idempotency-Key",
                        "was used with another request within the last 24 hours")
                    .asException();
              }
              return kept.message();
            });
  }

  /**
   * Lets the key stand for a message about to be inserted. Waits for another transaction that is
   * just doing the same.
   *
   * @return false if the key stands for a message already
   */
  boolean claim(
      AccountId account, String key, SendMessage request, MessageId message, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO trunkline.idempotency_keys AS kept
                  (account_id, key, fingerprint, message_id, created_at)
                VALUES (:account, :key, :fingerprint, :message, :now)
                ON CONFLICT (account_id, key) DO UPDATE
                  SET fingerprint = excluded.fingerprint, message_id = excluded.message_id,
                    created_at = excluded.created_at
                  WHERE kept.created_at <= :since
                """)
            .param("account", account.value())
            .param("key", key)
            .param("fingerprint", fingerprint(request))
            .param("message", message.value())
            .param("now", Storage.parameter(now))
            .param("since", Storage.parameter(now.minus(MEMORY)))
            .update()
        == 1;
  }

  int deleteExpired(Instant now) {
    return jdbc.sql("DELETE FROM trunkline.idempotency_keys WHERE created_at <= :since")
        .param("since", Storage.parameter(now.minus(MEMORY)))
        .update();
  }

  /** Over every field that decides what is sent, written so that none can run into the next. */
  private static byte[] fingerprint(SendMessage request) {
    var fields =
        Arrays.asList(
            request.to().e164(),
            request.body(),
            request.sender(),
            request.purpose(),
            request.reference(),
            new TreeMap<>(request.metadata()));
    try {
      return MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(fields));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
