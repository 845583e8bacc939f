// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentFlag.Decision;
import io.trunkline.consent.ConsentFlag.Reason;
import io.trunkline.consent.ConsentFlag.Resolution;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code consent_flags}. */
final class FlagStore {

  private final JdbcClient jdbc;

  FlagStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Opens a flag, or adds to the one that is open for the same person and reason.
   *
   * @return whether it is a new one
   */
  boolean raise(ConsentFlag flag) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.consent_flags AS flag
              (id, account_id, recipient, address, message_sid, reason, rule, at, latest_at)
            VALUES
              (:id, :account, :recipient, :address, :message_sid, :reason, :rule, :at, :at)
            ON CONFLICT (account_id, recipient, reason) WHERE resolved IS NULL DO UPDATE
            SET texts = flag.texts + 1,
                address = excluded.address,
                message_sid = excluded.message_sid,
                latest_at = greatest(flag.latest_at, excluded.latest_at)
            RETURNING id
            """)
        .param("id", flag.id())
        .param("account", flag.account().value())
        .param("recipient", flag.recipient().e164())
        .param("address", flag.address())
        .param("message_sid", flag.messageSid())
        .param("reason", code(flag.reason()))
        .param("rule", flag.rule())
        .param("at", Storage.parameter(flag.at()))
        .query(UUID.class)
        .single()
        .equals(flag.id());
  }

  /** Newest first, before this id if there is one. */
  List<ConsentFlag> list(AccountId account, boolean open, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.consent_flags
            WHERE account_id = :account AND (resolved IS NULL) = :open
              AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("open", open)
        .param("before", before)
        .param("limit", limit)
        .query(FlagStore::flag)
        .list();
  }

  Optional<ConsentFlag> find(AccountId account, UUID id) {
    return jdbc.sql(
            "SELECT * FROM trunkline.consent_flags WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id)
        .query(FlagStore::flag)
        .optional();
  }

  /** Whether it was open until now. */
  boolean resolve(UUID id, Resolution resolution) {
    return jdbc.sql(
                """
                UPDATE trunkline.consent_flags
                SET resolved = :decision, resolved_by = :by, resolved_why = :why, resolved_at = :at
                WHERE id = :id AND resolved IS NULL
                """)
            .param("id", id)
            .param("decision", code(resolution.decision()))
            .param("by", resolution.by())
            .param("why", resolution.why())
            .param("at", Storage.parameter(resolution.at()))
            .update()
        == 1;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ConsentFlag flag(ResultSet row, int index) throws SQLException {
    return new ConsentFlag(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        new PhoneNumber(row.getString("recipient")),
        row.getString("address"),
        row.getString("message_sid"),
        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
        row.getString("rule"),
        row.getInt("texts"),
        Storage.instant(row, "at"),
        Storage.instant(row, "latest_at"),
        resolution(row));
  }

  private static @Nullable Resolution resolution(ResultSet row) throws SQLException {
    var decision = row.getString("resolved");
    return decision == null
        ? null
        : new Resolution(
            Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
            row.getString("resolved_by"),
            row.getString("resolved_why"),
            Storage.instant(row, "resolved_at"));
  }
}
