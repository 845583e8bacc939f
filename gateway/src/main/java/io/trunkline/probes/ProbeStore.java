// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callback_probes}. */
final class ProbeStore {

  /** How long one can ask what has arrived. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A probe that may have arrived. */
  record Row(Optional<ProbeArrival> arrival) {

    static Row of(@Nullable String arrival) {
      return new Row(
          Optional.ofNullable(arrival).map(json -> JSON.readValue(json, ProbeArrival.class)));
    }
  }

  private final JdbcClient jdbc;

  ProbeStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Forgets old ones; false if the account has as many open as it may. */
  boolean insert(String secret, AccountId account, Instant now, Instant expires, int mostOpen) {
    jdbc.sql("DELETE FROM trunkline.callback_probes WHERE expires_at < :before")
        .param("before", Storage.parameter(now.minus(KEPT)))
        .update();
    return jdbc.sql(
                """
                INSERT INTO trunkline.callback_probes (secret, account_id, opened_at, expires_at)
                SELECT :secret, :account, :now, :expires
                WHERE (
                  SELECT count(*) FROM trunkline.callback_probes
                  WHERE account_id = :account AND expires_at > :now AND arrival IS NULL) < :most
                """)
            .param("secret", secret)
            .param("account", account.value())
            .param("now", Storage.parameter(now))
            .param("expires", Storage.parameter(expires))
            .param("most", mostOpen)
            .update()
        == 1;
  }

  /** Whose probe it is; empty if it is none, or over, or has arrived before. */
  Optional<AccountId> open(String secret, Instant now) {
    return jdbc.sql(
            """
            SELECT account_id FROM trunkline.callback_probes
            WHERE secret = :secret AND expires_at > :now AND arrival IS NULL
            """)
        .param("secret", secret)
        .param("now", Storage.parameter(now))
        .query(UUID.class)
        .optional()
        .map(AccountId::new);
  }

  void arrived(String secret, ProbeArrival arrival) {
    jdbc.sql(
            """
            UPDATE trunkline.callback_probes SET arrival = CAST(:arrival AS jsonb)
            WHERE secret = :secret AND arrival IS NULL
            """)
        .param("arrival", JSON.writeValueAsString(arrival))
        .param("secret", secret)
        .update();
  }

  /** Empty if the account has no such probe. */
  Optional<Row> find(AccountId account, String secret) {
    return jdbc.sql(
            """
            SELECT arrival FROM trunkline.callback_probes
            WHERE secret = :secret AND account_id = :account
            """)
        .param("secret", secret)
        .param("account", account.value())
        .query((row, _) -> Row.of(row.getString("arrival")))
        .optional();
  }
}
