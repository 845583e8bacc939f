// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code opt_out_notices}. */
final class NoticeStore {

  /** Somebody whom an account tells how to opt out. */
  record Key(AccountId account, String recipient) {}

  private final JdbcClient jdbc;

  NoticeStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** When each was last told; those who never were are left out. */
  Map<Key, Instant> find(Collection<Key> keys) {
    var given = new HashMap<Key, Instant>();
    jdbc.sql(
            """
            SELECT account_id, recipient, given_at
            FROM unnest(:accounts::uuid[], :recipients::text[]) AS asked (account_id, recipient)
            JOIN trunkline.opt_out_notices USING (account_id, recipient)
            """)
        .params(arrays(keys).parameters())
        .query(
            (RowCallbackHandler)
                row ->
                    given.put(
                        new Key(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            row.getString("recipient")),
                        Storage.instant(row, "given_at")));
    return given;
  }

  void put(Collection<Key> keys, Instant now) {
    // In one order, so that two nodes never wait for each other.
    jdbc.sql(
            """
            INSERT INTO trunkline.opt_out_notices AS known (account_id, recipient, given_at)
            SELECT DISTINCT account_id, recipient, :now::timestamptz
            FROM unnest(:accounts::uuid[], :recipients::text[]) AS told (account_id, recipient)
            ORDER BY account_id, recipient
            ON CONFLICT ON CONSTRAINT opt_out_notices_pk
              DO UPDATE SET given_at = greatest(known.given_at, excluded.given_at)
            """)
        .params(arrays(keys).parameters())
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Forgets what was said so long ago that it is due again, but waits for nobody. */
  void forget(Instant oldest) {
    jdbc.sql(
            """
            DELETE FROM trunkline.opt_out_notices WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM trunkline.opt_out_notices
              WHERE given_at < :oldest
              FOR UPDATE SKIP LOCKED))
            """)
        .param("oldest", Storage.parameter(oldest))
        .update();
  }

  private static RowArrays<Key> arrays(Collection<Key> keys) {
    return RowArrays.of(List.copyOf(keys))
        .uuids("accounts", key -> key.account().value())
        .texts("recipients", Key::recipient);
  }
}
