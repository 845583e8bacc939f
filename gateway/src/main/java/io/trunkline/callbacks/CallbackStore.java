// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callbacks}: what came in, as it came. */
final class CallbackStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * A callback that has just come in, or is read again.
   *
   * @param parameters every value of each
   */
  record Stored(
      CallbackId id,
      AccountId account,
      String kind,
      String path,
      Map<String, List<String>> parameters,
      Instant receivedAt) {

    Callback callback(Map<String, String> pathVariables) {
      return new Callback(id, account, pathVariables, parameters, receivedAt);
    }

    /** Without the parameters, which hold numbers and bodies. */
    @Override
    public String toString() {
      return "Stored[" + id + ", " + kind + "]";
    }
  }

  /**
   * A callback that has just come in.
   *
   * @param mark what a repetition of the same request has, too, and nothing else; absent if Twilio
   *     would not mark a repetition
   */
  record Arrival(Stored callback, @Nullable String mark, CallbackRoutes.Match match) {}

  private final JdbcClient jdbc;

  CallbackStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Inserts callbacks whose effect is part of this transaction.
   *
   * @return those that Twilio has not sent before
   */
  Set<CallbackId> insert(List<Arrival> arrivals) {
    return jdbc.sql(insertion("SELECT id FROM new"))
        .params(parameters(arrivals))
        .query((row, _) -> new CallbackId(row.getObject("id", UUID.class)))
        .set();
  }

  /**
   * Inserts callbacks that are to be applied later.
   *
   * @return how many of them Twilio has not sent before
   */
  int insertDue(List<Arrival> arrivals, Instant nextAttemptAt) {
    return jdbc.sql(
            insertion(
                """
                INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
                SELECT id, :next_attempt_at, 0 FROM new
                """))
        .params(parameters(arrivals))
        .param("next_attempt_at", Storage.parameter(nextAttemptAt))
        .update();
  }

  /**
   * Forgets applied and parked callbacks that came in before a moment, the oldest first.
   *
   * @return how many; fewer than the limit if there are no more
   */
  int forget(Instant before, int limit) {
    return jdbc.sql(
            """
            DELETE FROM trunkline.callbacks WHERE id IN (
              SELECT id FROM trunkline.callbacks
              WHERE id < :before
                AND NOT EXISTS (SELECT FROM trunkline.callbacks_due WHERE callback_id = id)
              ORDER BY id
              LIMIT :limit)
            """)
        .param("before", Ids.madeFrom(before))
        .param("limit", limit)
        .update();
  }

  private static String insertion(String then) {
    return """
    WITH new AS (
      INSERT INTO trunkline.callbacks
        (id, account_id, kind, path, parameters, repetition_mark, received_at)
      SELECT id, account_id, kind, path, parameters::jsonb, mark, received_at
      FROM unnest(
        :id::uuid[], :account::uuid[], :kind::text[], :path::text[], :parameters::text[],
        :mark::text[], :received_at::timestamptz[])
        AS arrived (id, account_id, kind, path, parameters, mark, received_at)
      -- In one order, so that of two who insert the same none waits for the other in a circle.
      ORDER BY mark
      ON CONFLICT (account_id, kind, path, repetition_mark)
        WHERE repetition_mark IS NOT NULL DO NOTHING
      RETURNING id)
    """
        + then;
  }

  private static Map<String, @Nullable Object> parameters(List<Arrival> arrivals) {
    return RowArrays.of(arrivals)
        .uuids("id", arrival -> arrival.callback().id().value())
        .uuids("account", arrival -> arrival.callback().account().value())
        .texts("kind", arrival -> arrival.callback().kind())
        .texts("path", arrival -> arrival.callback().path())
        .texts("parameters", arrival -> JSON.writeValueAsString(arrival.callback().parameters()))
        .texts("mark", Arrival::mark)
        .instants("received_at", arrival -> arrival.callback().receivedAt())
        .parameters();
  }
}
