// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code lanes} and {@code account_paces}. */
final class LaneStore {

  /** A pace that all senders of an account share; to one country, or to all if that is null. */
  record AccountPace(UUID id, AccountId account, @Nullable String country, double perSecond) {}

  /** A lane with the pace of its sender, who may have been removed. */
  record Row(
      UUID id,
      AccountId account,
      SenderId sender,
      @Nullable String country,
      double senderPacePerSecond) {}

  private final JdbcClient jdbc;

  LaneStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  void putPace(AccountPace pace) {
    jdbc.sql(
            """
            INSERT INTO trunkline.account_paces (id, account_id, country, pace_per_second)
            VALUES (:id, :account, :country, :pace)
            ON CONFLICT ON CONSTRAINT account_paces_country_unique
              DO UPDATE SET pace_per_second = excluded.pace_per_second
            """)
        .param("id", pace.id())
        .param("account", pace.account().value())
        .param("country", pace.country())
        .param("pace", pace.perSecond())
        .update();
  }

  /** Whether there was one. */
  boolean deletePace(AccountId account, @Nullable String country) {
    return jdbc.sql(
                """
                DELETE FROM trunkline.account_paces
                WHERE account_id = :account AND country IS NOT DISTINCT FROM :country::text
                """)
            .param("account", account.value())
            .param("country", country)
            .update()
        > 0;
  }

  List<AccountPace> paces() {
    return jdbc.sql("SELECT id, account_id, country, pace_per_second FROM trunkline.account_paces")
        .query(
            (row, index) ->
                new AccountPace(
                    row.getObject("id", UUID.class),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("country"),
                    row.getDouble("pace_per_second")))
        .list();
  }

  /**
   * Opens a lane for each sender of the account into each country that has a pace, where there is
   * none. After whatever adds a sender or a pace: then the later of two sees the other's row.
   */
  void openMissing(AccountId account) {
    jdbc.sql(
            """
            INSERT INTO trunkline.lanes (id, account_id, sender_id, country)
            SELECT gen_random_uuid(), sender.account_id, sender.id, pace.country
            FROM trunkline.senders AS sender
            JOIN trunkline.account_paces AS pace USING (account_id)
            WHERE sender.account_id = :account AND pace.country IS NOT NULL
            ON CONFLICT DO NOTHING
            """)
        .param("account", account.value())
        .update();
  }

  List<Row> all() {
    return jdbc.sql(
            """
            SELECT lane.id, lane.account_id, lane.sender_id, lane.country, sender.pace_per_second
            FROM trunkline.lanes AS lane
            JOIN trunkline.senders AS sender ON sender.id = lane.sender_id
            ORDER BY lane.id
            """)
        .query(
            (row, index) ->
                new Row(
                    row.getObject("id", UUID.class),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    new SenderId(row.getObject("sender_id", UUID.class)),
                    row.getString("country"),
                    row.getDouble("pace_per_second")))
        .list();
  }
}
