// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Missed.Inlet;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code inbound_addresses}. */
final class InboundAddressStore {

  private final JdbcClient jdbc;

  InboundAddressStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Callbacks have brought these. Written once a day for each address, so that those who bring
   * texts to one address do not wait for each other.
   */
  void heard(List<InboundText> texts) {
    jdbc.sql(
            """
            INSERT INTO trunkline.inbound_addresses AS known
              (account_id, address, begun_at, heard_at)
            SELECT account_id, address, min(at), max(at)
            FROM unnest(:account::uuid[], :address::text[], :at::timestamptz[])
              AS came (account_id, address, at)
            WHERE NOT EXISTS (
              SELECT FROM trunkline.inbound_addresses fresh
              WHERE fresh.account_id = came.account_id AND fresh.address = came.address
                AND fresh.heard_at > came.at - interval '1 day')
            GROUP BY account_id, address
            ORDER BY account_id, address
            ON CONFLICT (account_id, address)
              DO UPDATE SET heard_at = greatest(known.heard_at, excluded.heard_at)
            """)
        .params(
            RowArrays.of(texts)
                .uuids("account", text -> text.account().value())
                .texts("address", InboundText::to)
                .instants("at", text -> Storage.storable(text.receivedAt()))
                .parameters())
        .update();
  }

  /** Addresses at which no callback has brought anything since then begin anew with the next. */
  void forget(Instant heardUntil) {
    jdbc.sql("DELETE FROM trunkline.inbound_addresses WHERE heard_at <= :until")
        .param("until", Storage.parameter(heardUntil))
        .update();
  }

  /** Those that have not been read for the longest time first. */
  List<Inlet> all(Duration overlap, Duration clocksApart) {
    return jdbc.sql(
            """
            SELECT account_id, address,
              greatest(
                read_until - make_interval(secs => :overlap),
                begun_at - make_interval(secs => :apart)) AS since
            FROM trunkline.inbound_addresses
            ORDER BY read_at NULLS FIRST, account_id, address
            """)
        .param("overlap", overlap.toSeconds())
        .param("apart", clocksApart.toSeconds())
        .query(
            (row, index) ->
                new Inlet(
                    new AccountId(Objects.requireNonNull(row.getObject("account_id", UUID.class))),
                    row.getString("address"),
                    Storage.instant(row, "since")))
        .list();
  }

  /**
   * @param until null if there was nothing to read
   */
  void read(Inlet inlet, @Nullable Instant until, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.inbound_addresses
            SET read_until = greatest(read_until, :until::timestamptz), read_at = :now
            WHERE account_id = :account AND address = :address
            """)
        .param("until", Storage.parameter(until))
        .param("now", Storage.parameter(now))
        .param("account", inlet.account().value())
        .param("address", inlet.address())
        .update();
  }
}
