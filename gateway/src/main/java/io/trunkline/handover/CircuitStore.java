// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code circuits}. */
final class CircuitStore {

  /** A circuit about which Twilio is to be asked. */
  record Due(AccountId account, int probes) {}

  private final JdbcClient jdbc;

  CircuitStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Those that are not closed. */
  Map<AccountId, Circuit> all() {
    var circuits = new HashMap<AccountId, Circuit>();
    jdbc.sql("SELECT * FROM trunkline.circuits")
        .query(CircuitStore::circuit)
        .list()
        .forEach(circuit -> circuits.put(circuit.account(), circuit));
    return circuits;
  }

  private static Circuit circuit(ResultSet row, int index) throws SQLException {
    return new Circuit(
        new AccountId(row.getObject("account_id", UUID.class)),
        CircuitState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Storage.instant(row, "since"),
        row.getString("why"),
        row.getObject("error_code", Integer.class),
        Storage.instant(row, "probe_at"));
  }

  /**
   * Opens a circuit, if it is not open already. One that was half open goes on where it was.
   *
   * @return whether this has opened it
   */
  boolean open(
      AccountId account, String why, @Nullable Integer errorCode, Instant now, Instant probeAt) {
    return jdbc.sql(
                """
                INSERT INTO trunkline.circuits (account_id, state, since, why, error_code, probe_at)
                VALUES (:account, 'open', :now, :why, :error_code, :probe_at)
                ON CONFLICT (account_id) DO UPDATE
                SET state = 'open', why = EXCLUDED.why, error_code = EXCLUDED.error_code
                WHERE circuits.state = 'half_open'
                """)
            .param("account", account.value())
            .param("why", why)
            .param("error_code", errorCode)
            .param("now", Storage.parameter(now))
            .param("probe_at", Storage.parameter(probeAt))
            .update()
        == 1;
  }

  List<Due> due(Instant now) {
    return jdbc.sql(
            """
            SELECT account_id, probes FROM trunkline.circuits
            WHERE state = 'open' AND probe_at <= :now
            ORDER BY probe_at
            """)
        .param("now", Storage.parameter(now))
        .query(
            (row, index) ->
                new Due(
                    new AccountId(row.getObject("account_id", UUID.class)), row.getInt("probes")))
        .list();
  }

  /** One more question is about to be asked, and when the next would come. */
  void probing(Due due, Instant nextProbe) {
    jdbc.sql(
            """
            UPDATE trunkline.circuits SET probes = :probes + 1, probe_at = :next
            WHERE account_id = :account AND state = 'open'
            """)
        .param("account", due.account().value())
        .param("probes", due.probes())
        .param("next", Storage.parameter(nextProbe))
        .update();
  }

  /** Still open, and for which reason now. */
  void staysOpen(AccountId account, String why, @Nullable Integer errorCode) {
    jdbc.sql(
            """
            UPDATE trunkline.circuits SET why = :why, error_code = :error_code
            WHERE account_id = :account AND state = 'open'
            """)
        .param("account", account.value())
        .param("why", why)
        .param("error_code", errorCode)
        .update();
  }

  /**
   * {@code open → half_open}.
   *
   * @return whether it was open
   */
  boolean halfOpen(AccountId account) {
    return jdbc.sql(
                """
                UPDATE trunkline.circuits SET state = 'half_open'
                WHERE account_id = :account AND state = 'open'
                """)
            .param("account", account.value())
            .update()
        == 1;
  }

  /**
   * {@code half_open → closed}.
   *
   * @return whether it was half open
   */
  boolean closeAfterTrial(AccountId account) {
    return jdbc.sql(
                """
                DELETE FROM trunkline.circuits
                WHERE account_id = :account AND state = 'half_open'
                """)
            .param("account", account.value())
            .update()
        == 1;
  }

  /**
   * Closes a circuit, wherever it is.
   *
   * @return whether it was not closed
   */
  boolean close(AccountId account) {
    return jdbc.sql("DELETE FROM trunkline.circuits WHERE account_id = :account")
            .param("account", account.value())
            .update()
        == 1;
  }
}
