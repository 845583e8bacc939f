// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secrets in the table {@code webhook_endpoints}, sealed. */
final class SecretStore {

  /** The secrets as they are kept. */
  record Sealed(byte[] current, byte @Nullable [] old, @Nullable Instant oldUntil) {

    static Sealed of(ResultSet row) throws SQLException {
      return new Sealed(
          row.getBytes("secret"),
          row.getBytes("old_secret"),
          Storage.instantOrNull(row, "old_secret_until"));
    }

    /** Without the bytes. */
    @Override
    public String toString() {
      return "Sealed[]";
    }
  }

  private final JdbcClient jdbc;

  SecretStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  Sealed find(WebhookEndpointId id) {
    return jdbc.sql(
            """
            SELECT secret, old_secret, old_secret_until FROM trunkline.webhook_endpoints
            WHERE id = :id
            """)
        .param("id", id.value())
        .query((row, index) -> Sealed.of(row))
        .single();
  }

  /** What was current before is old from now on. Empty if the endpoint is none any more. */
  Optional<Sealed> rotate(WebhookEndpointId id, byte[] sealed, Instant oldUntil, Instant now) {
    return jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET old_secret = secret, old_secret_until = :until, secret = :secret,
                updated_at = :now
            WHERE id = :id AND status <> 'deleted'
            RETURNING secret, old_secret, old_secret_until
            """)
        .param("id", id.value())
        .param("secret", sealed)
        .param("until", Storage.parameter(oldUntil))
        .param("now", Storage.parameter(now))
        .query((row, index) -> Sealed.of(row))
        .optional();
  }
}
