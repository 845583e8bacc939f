// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code senders}. */
final class SenderStore {

  private final JdbcClient jdbc;

  SenderStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Inserts the sender, or gives the one of this address its pace. */
  Sender put(Sender sender) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.senders (id, account_id, address, kind, pace_per_second, created_at)
            VALUES (:id, :account, :address, :kind, :pace, :created_at)
            ON CONFLICT (account_id, address)
              DO UPDATE SET pace_per_second = excluded.pace_per_second
            RETURNING id, account_id, address, kind, pace_per_second, created_at
            """)
        .param("id", sender.id().value())
        .param("account", sender.account().value())
        .param("address", sender.address())
        .param("kind", sender.kind().name().toLowerCase(Locale.ROOT))
        .param("pace", sender.pacePerSecond())
        .param("created_at", Storage.parameter(sender.createdAt()))
        .query(SenderStore::sender)
        .single();
  }

  List<Sender> all() {
    return jdbc.sql(
            """
            SELECT id, account_id, address, kind, pace_per_second, created_at
            FROM trunkline.senders
            ORDER BY id
            """)
        .query(SenderStore::sender)
        .list();
  }

  private static Sender sender(ResultSet row, int index) throws SQLException {
    return new Sender(
        new SenderId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("address"),
        SenderKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getDouble("pace_per_second"),
        Storage.instant(row, "created_at"));
  }
}
