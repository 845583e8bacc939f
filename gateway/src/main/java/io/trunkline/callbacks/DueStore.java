// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackStore.Stored;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callbacks_due}: what is still to be applied. */
final class DueStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  private static final String COLUMNS =
      """
      SELECT callbacks.id, account_id, kind, path, parameters, received_at, next_attempt_at,
        attempts
      """;

  /**
   * A callback that is not applied yet, and is locked until the transaction ends.
   *
   * @param attempts how often applying it has failed
   */
  record Due(Stored callback, Instant nextAttemptAt, int attempts) {}

  private final JdbcClient jdbc;

  DueStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Takes what is due and nobody else is at, the longest due first.
   *
   * @param from where to begin to look: before that, others have been found already, and what is
   *     left of them would have to be stepped over
   */
  List<Due> claim(Instant from, Instant now, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                FROM (
                  SELECT callback_id, next_attempt_at, attempts FROM trunkline.callbacks_due
                  WHERE next_attempt_at BETWEEN :from AND :now
                  ORDER BY next_attempt_at
                  LIMIT :limit
                  FOR UPDATE SKIP LOCKED) due
                JOIN trunkline.callbacks ON callbacks.id = due.callback_id
                ORDER BY next_attempt_at, callback_id
                """)
        .param("from", Storage.parameter(from))
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query(DueStore::row)
        .list();
  }

  /** Takes one; empty if it is applied or parked by now, or somebody else is at it. */
  Optional<Due> claim(CallbackId id) {
    return jdbc.sql(
            COLUMNS
                + """
                FROM (
                  SELECT callback_id, next_attempt_at, attempts FROM trunkline.callbacks_due
                  WHERE callback_id = :id
                  FOR UPDATE SKIP LOCKED) due
                JOIN trunkline.callbacks ON callbacks.id = due.callback_id
                """)
        .param("id", id.value())
        .query(DueStore::row)
        .optional();
  }

  /** They have been applied. */
  void remove(List<CallbackId> ids) {
    jdbc.sql("DELETE FROM trunkline.callbacks_due WHERE callback_id = ANY(:ids::uuid[])")
        .params(RowArrays.of(ids).uuids("ids", CallbackId::value).parameters())
        .update();
  }

  /** It could not be applied, and is tried again. */
  void postpone(CallbackId id, String failure, Instant nextAttemptAt) {
    jdbc.sql(
            """
            UPDATE trunkline.callbacks_due
            SET attempts = attempts + 1, failure = :failure, next_attempt_at = :next_attempt_at
            WHERE callback_id = :id
            """)
        .param("failure", failure)
        .param("next_attempt_at", Storage.parameter(nextAttemptAt))
        .param("id", id.value())
        .update();
  }

  /** It could not be applied, and is given up. */
  void park(CallbackId id, String because) {
    jdbc.sql(
            """
            WITH given_up AS (
              DELETE FROM trunkline.callbacks_due WHERE callback_id = :id RETURNING callback_id)
            UPDATE trunkline.callbacks SET parked_because = :because
            FROM given_up WHERE id = callback_id
            """)
        .param("because", because)
        .param("id", id.value())
        .update();
  }

  private static Due row(ResultSet row, int number) throws SQLException {
    return new Due(
        new Stored(
            new CallbackId(row.getObject("id", UUID.class)),
            new AccountId(row.getObject("account_id", UUID.class)),
            row.getString("kind"),
            row.getString("path"),
            JSON.readValue(row.getString("parameters"), PARAMETERS),
            Storage.instant(row, "received_at")),
        Storage.instant(row, "next_attempt_at"),
        row.getInt("attempts"));
  }
}
