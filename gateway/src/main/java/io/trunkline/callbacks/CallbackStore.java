// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callbacks}. */
final class CallbackStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  /**
   * A callback that is not applied yet.
   *
   * @param attempts how often applying it has failed
   */
  record Pending(
      CallbackId id,
      AccountId account,
      String kind,
      String path,
      Map<String, List<String>> parameters,
      Instant receivedAt,
      int attempts) {

    Callback callback(Map<String, String> pathVariables) {
      return new Callback(id, account, pathVariables, parameters, receivedAt);
    }

    /** Without the parameters, which hold numbers and bodies. */
    @Override
    public String toString() {
      return "Pending[" + id + ", " + kind + "]";
    }
  }

  /**
   * A callback that has just come in.
   *
   * @param idempotencyToken Twilio's mark of a repetition of the same request, if it sent one
   */
  record Arrival(Pending callback, @Nullable String idempotencyToken, CallbackRoutes.Match match) {}

  private final JdbcClient jdbc;

  CallbackStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** False if Twilio has sent the very same request before. */
  boolean insert(Pending callback, @Nullable String idempotencyToken, Instant nextAttemptAt) {
    return jdbc.sql(
                """
                INSERT INTO trunkline.callbacks
                  (id, account_id, kind, path, parameters, idempotency_token, received_at,
                   state, attempts, next_attempt_at)
                VALUES
                  (:id, :account, :kind, :path, CAST(:parameters AS jsonb), :token, :received_at,
                   'pending', :attempts, :next_attempt_at)
                ON CONFLICT (account_id, kind, path, idempotency_token)
                  WHERE idempotency_token IS NOT NULL DO NOTHING
                """)
            .param("id", callback.id().value())
            .param("account", callback.account().value())
            .param("kind", callback.kind())
            .param("path", callback.path())
            .param("parameters", JSON.writeValueAsString(callback.parameters()))
            .param("token", idempotencyToken)
            .param("received_at", Storage.parameter(callback.receivedAt()))
            .param("attempts", callback.attempts())
            .param("next_attempt_at", Storage.parameter(nextAttemptAt))
            .update()
        == 1;
  }

  /**
   * Inserts callbacks as applied; their effect is part of this transaction.
   *
   * @return those that Twilio has not sent before
   */
  Set<CallbackId> insertApplied(List<Arrival> arrivals, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.callbacks
              (id, account_id, kind, path, parameters, idempotency_token, received_at, state,
               attempts, applied_at)
            SELECT id, account_id, kind, path, parameters::jsonb, token, received_at, 'applied', 0,
              :now
            FROM unnest(
              :id::uuid[], :account::uuid[], :kind::text[], :path::text[], :parameters::text[],
              :token::text[], :received_at::timestamptz[])
              AS new (id, account_id, kind, path, parameters, token, received_at)
            ON CONFLICT (account_id, kind, path, idempotency_token)
              WHERE idempotency_token IS NOT NULL DO NOTHING
            RETURNING id
            """)
        .params(
            RowArrays.of(arrivals)
                .uuids("id", arrival -> arrival.callback().id().value())
                .uuids("account", arrival -> arrival.callback().account().value())
                .texts("kind", arrival -> arrival.callback().kind())
                .texts("path", arrival -> arrival.callback().path())
                .texts(
                    "parameters",
                    arrival -> JSON.writeValueAsString(arrival.callback().parameters()))
                .texts("token", Arrival::idempotencyToken)
                .instants("received_at", arrival -> arrival.callback().receivedAt())
                .parameters())
        .param("now", Storage.parameter(now))
        .query((row, _) -> new CallbackId(row.getObject("id", UUID.class)))
        .set();
  }

  /** Marks it applied and holds its row until the transaction ends; false if somebody else has. */
  boolean apply(CallbackId id, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.callbacks
                SET state = 'applied', applied_at = :now, next_attempt_at = NULL
                WHERE id = :id AND state = 'pending'
                """)
            .param("id", id.value())
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  /** Keeps it for another attempt, or parks it if there is none. */
  void fail(CallbackId id, String failure, @Nullable Instant nextAttemptAt) {
    jdbc.sql(
            """
            UPDATE trunkline.callbacks
            SET state = :state, attempts = attempts + 1, failure = :failure,
                next_attempt_at = :next_attempt_at
            WHERE id = :id AND state = 'pending'
            """)
        .param("state", nextAttemptAt == null ? "parked" : "pending")
        .param("failure", failure)
        .param("next_attempt_at", Storage.parameter(nextAttemptAt))
        .param("id", id.value())
        .update();
  }

  /** What is due, the oldest first. */
  List<CallbackId> due(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.callbacks
            WHERE state = 'pending' AND next_attempt_at <= :now
            ORDER BY next_attempt_at
            LIMIT :limit
            """)
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query((row, _) -> new CallbackId(row.getObject("id", UUID.class)))
        .list();
  }

  /** Empty if it is applied or parked by now. */
  Optional<Pending> pending(CallbackId id) {
    return jdbc.sql(
            """
            SELECT id, account_id, kind, path, parameters, received_at, attempts
            FROM trunkline.callbacks WHERE id = :id AND state = 'pending'
            """)
        .param("id", id.value())
        .query(CallbackStore::row)
        .optional();
  }

  private static Pending row(ResultSet row, int number) throws SQLException {
    return new Pending(
        new CallbackId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("kind"),
        row.getString("path"),
        JSON.readValue(row.getString("parameters"), PARAMETERS),
        Storage.instant(row, "received_at"),
        row.getInt("attempts"));
  }
}
