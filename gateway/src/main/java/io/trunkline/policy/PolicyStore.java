// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code policies}: appends and reads, nothing else. */
final class PolicyStore {

  private final JdbcClient jdbc;

  PolicyStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** False unless it comes right after the latest version of the account. */
  boolean append(AccountId account, PolicyVersion version) {
    return jdbc.sql(
                """
                INSERT INTO trunkline.policies (account_id, version, settings, changed_by, changed_at)
                SELECT :account, :version, :settings::jsonb, :changed_by, :changed_at
                WHERE (SELECT coalesce(max(version), 0) + 1 FROM trunkline.policies
                  WHERE account_id = :account) = :version
                ON CONFLICT ON CONSTRAINT policies_pk DO NOTHING
                """)
            .param("account", account.value())
            .param("version", version.version())
            .param("settings", PolicyJson.write(version.policy()))
            .param("changed_by", version.changedBy())
            .param("changed_at", Storage.parameter(version.changedAt()))
            .update()
        == 1;
  }

  /**
   * @param usual what fills the place of settings that a version does not have, since it is older
   */
  Optional<PolicyVersion> latest(AccountId account, Policy usual) {
    return versions(account, null, 1, usual).stream().findFirst();
  }

  /** Newest first. */
  List<PolicyVersion> versions(
      AccountId account, @Nullable Integer before, int limit, Policy usual) {
    return jdbc.sql(
            """
            SELECT version, settings, changed_by, changed_at FROM trunkline.policies
            WHERE account_id = :account AND (:before::int IS NULL OR version < :before::int)
            ORDER BY version DESC
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("before", before)
        .param("limit", limit)
        .query((row, index) -> version(row, usual))
        .list();
  }

  private static PolicyVersion version(ResultSet row, Policy usual) throws SQLException {
    return new PolicyVersion(
        row.getInt("version"),
        PolicyJson.readStored(row.getString("settings"), usual),
        row.getString("changed_by"),
        Storage.instant(row, "changed_at"));
  }
}
