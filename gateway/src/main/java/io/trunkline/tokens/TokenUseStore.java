// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code auth_token_uses}. */
final class TokenUseStore {

  private final JdbcClient jdbc;

  TokenUseStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  void write(AccountId account, String fingerprint, Instant now) {
    jdbc.sql(
            """
            INSERT INTO trunkline.auth_token_uses
              (account_id, fingerprint, first_signed_at, last_signed_at)
            VALUES (:account, :fingerprint, :now, :now)
            ON CONFLICT (account_id, fingerprint) DO UPDATE
              SET last_signed_at = greatest(excluded.last_signed_at, auth_token_uses.last_signed_at)
            """)
        .param("account", account.value())
        .param("fingerprint", fingerprint)
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Empty if the token has signed nothing. */
  Optional<Instant> lastSignedAt(AccountId account, String fingerprint) {
    return jdbc.sql(
            """
            SELECT last_signed_at FROM trunkline.auth_token_uses
            WHERE account_id = :account AND fingerprint = :fingerprint
            """)
        .param("account", account.value())
        .param("fingerprint", fingerprint)
        .query((row, _) -> Storage.instant(row, "last_signed_at"))
        .optional();
  }
}
