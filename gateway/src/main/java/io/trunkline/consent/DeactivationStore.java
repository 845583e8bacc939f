// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code deactivations}. */
final class DeactivationStore {

  private final JdbcClient jdbc;

  DeactivationStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** The days from the first to the last, both of them included, that have not been read. */
  List<LocalDate> unread(AccountId account, LocalDate first, LocalDate last) {
    return jdbc.sql(
            """
            SELECT day::date FROM generate_series(:first::date, :last::date, interval '1 day') AS day
            EXCEPT
            SELECT day FROM trunkline.deactivations WHERE account_id = :account
            ORDER BY day
            """)
        .param("account", account.value())
        .param("first", first)
        .param("last", last)
        .query((row, index) -> row.getObject("day", LocalDate.class))
        .list();
  }

  void read(AccountId account, LocalDate day, long numbers, long known, Instant at) {
    jdbc.sql(
            """
            INSERT INTO trunkline.deactivations (account_id, day, numbers, known, read_at)
            VALUES (:account, :day, :numbers, :known, :at)
            ON CONFLICT DO NOTHING
            """)
        .param("account", account.value())
        .param("day", day)
        .param("numbers", numbers)
        .param("known", known)
        .param("at", Storage.parameter(at))
        .update();
  }

  /** Those of the numbers about whom the ledger knows something. */
  Set<String> known(AccountId account, List<String> numbers) {
    return jdbc.sql(
            """
            SELECT number FROM unnest(:numbers::text[]) AS number
            WHERE EXISTS (
              SELECT FROM trunkline.consent_events
              WHERE account_id = :account AND recipient = number)
            """)
        .param("account", account.value())
        .param("numbers", numbers.toArray(String[]::new))
        .query((row, index) -> row.getString("number"))
        .set();
  }
}
