// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code pools}, {@code pool_members} and {@code default_senders}. */
final class PoolStore {

  /** A pool with the ids of its members. */
  record Row(PoolId id, AccountId account, String name, List<SenderId> members, Instant createdAt) {

    Row {
      members = List.copyOf(members);
    }
  }

  private final JdbcClient jdbc;

  PoolStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Inserts the pool, or gives the one of this name its members. */
  void put(Row pool) {
    jdbc.sql(
            """
            WITH pool AS (
              INSERT INTO trunkline.pools (id, account_id, name, created_at)
              VALUES (:id, :account, :name, :created_at)
              ON CONFLICT (account_id, name) DO UPDATE SET name = excluded.name
              RETURNING id),
            gone AS (
              DELETE FROM trunkline.pool_members AS member USING pool
              WHERE member.pool_id = pool.id AND member.sender_id <> ALL (:members::uuid[]))
            INSERT INTO trunkline.pool_members (pool_id, sender_id)
            SELECT pool.id, member.id FROM pool, unnest(:members::uuid[]) AS member (id)
            ON CONFLICT DO NOTHING
            """)
        .param("id", pool.id().value())
        .param("account", pool.account().value())
        .param("name", pool.name())
        .param("created_at", Storage.parameter(pool.createdAt()))
        .param("members", pool.members().stream().map(SenderId::value).toArray(UUID[]::new))
        .update();
  }

  void delete(PoolId id) {
    jdbc.sql("DELETE FROM trunkline.pools WHERE id = :id").param("id", id.value()).update();
  }

  List<Row> all() {
    return jdbc.sql(
            """
            SELECT pools.*, coalesce(
              (SELECT array_agg(sender_id ORDER BY sender_id)
               FROM trunkline.pool_members WHERE pool_id = pools.id), '{}') AS members
            FROM trunkline.pools
            ORDER BY name COLLATE "C"
            """)
        .query(
            (row, index) ->
                new Row(
                    new PoolId(row.getObject("id", UUID.class)),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("name"),
                    ids((UUID[]) row.getArray("members").getArray()),
                    Storage.instant(row, "created_at")))
        .list();
  }

  void setDefault(AccountId account, String sender) {
    jdbc.sql(
            """
            INSERT INTO trunkline.default_senders (account_id, sender) VALUES (:account, :sender)
            ON CONFLICT (account_id) DO UPDATE SET sender = excluded.sender
            """)
        .param("account", account.value())
        .param("sender", sender)
        .update();
  }

  void deleteDefault(AccountId account) {
    jdbc.sql("DELETE FROM trunkline.default_senders WHERE account_id = :account")
        .param("account", account.value())
        .update();
  }

  /** By account: the address of a sender or the name of a pool. */
  Map<AccountId, String> defaults() {
    var defaults = new HashMap<AccountId, String>();
    jdbc.sql("SELECT account_id, sender FROM trunkline.default_senders")
        .query(
            (RowCallbackHandler)
                row ->
                    defaults.put(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("sender")));
    return defaults;
  }

  private static List<SenderId> ids(UUID[] values) {
    return Stream.of(values).map(SenderId::new).toList();
  }
}
