// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The paces of the limits of one queue. */
final class PaceStore {

  private final JdbcClient jdbc;
  private final String queue;

  PaceStore(Storage storage, String queue) {
    this.jdbc = storage.jdbc();
    this.queue = queue;
  }

  /**
   * Locks the paces of a lane until the end of the transaction.
   *
   * @return in the order of the limits; empty if another node holds one of them at this moment
   */
  Optional<Paces> lock(List<Limit> limits, Instant now) {
    var locked = lockRows(limits);
    if (locked.size() < limits.size() && insertMissing(limits, now) > 0) {
      locked = lockRows(limits);
    }
    if (locked.size() < limits.size()) {
      return Optional.empty();
    }
    var paces = new ArrayList<Pace>();
    for (var limit : limits) {
      paces.add(new Pace(limit.unitsPerSecond(), locked.getOrDefault(limit.id(), Clocks.at(now))));
    }
    return Optional.of(new Paces(paces));
  }

  /** In the order of their ids, so that two nodes never wait for each other. */
  private Map<UUID, Clocks> lockRows(List<Limit> limits) {
    var locked = new HashMap<UUID, Clocks>();
    if (!limits.isEmpty()) {
      jdbc.sql(
              """
              SELECT limit_id, next_free_at, urgent_free_at FROM trunkline.paces
              WHERE queue = :queue AND limit_id = ANY (:limits)
              ORDER BY limit_id
              FOR UPDATE SKIP LOCKED
              """)
          .param("queue", queue)
          .param("limits", ids(limits))
          .query(
              (RowCallbackHandler)
                  row -> locked.put(row.getObject("limit_id", UUID.class), clocks(row)));
    }
    return locked;
  }

  private int insertMissing(List<Limit> limits, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.paces (queue, limit_id, next_free_at, urgent_free_at)
            SELECT :queue, limit_id, :now, :now FROM unnest(:limits) AS missing (limit_id)
            ORDER BY limit_id
            ON CONFLICT DO NOTHING
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Writes the paces that {@link #lock} has locked. */
  void set(List<Limit> limits, Paces paces) {
    if (limits.isEmpty()) {
      return;
    }
    var clocks = paces.all().stream().map(Pace::clocks).toList();
    jdbc.sql(
            """
            UPDATE trunkline.paces
            SET next_free_at = charged.next_free_at, urgent_free_at = charged.urgent_free_at
            FROM unnest(:limits, :next_free_at::timestamptz[], :urgent_free_at::timestamptz[])
              AS charged (limit_id, next_free_at, urgent_free_at)
            WHERE paces.queue = :queue AND paces.limit_id = charged.limit_id
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param("next_free_at", texts(clocks, Clocks::all))
        .param("urgent_free_at", texts(clocks, Clocks::urgent))
        .update();
  }

  void holdBack(Collection<Limit> limits, Instant until) {
    var clocks =
        limits.stream()
            .map(limit -> new Pace(limit.unitsPerSecond(), Clocks.at(until)).heldBackUntil(until))
            .toList();
    jdbc.sql(
            """
            INSERT INTO trunkline.paces AS pace (queue, limit_id, next_free_at, urgent_free_at)
            SELECT :queue, held.*
            FROM unnest(:limits, :next_free_at::timestamptz[], :urgent_free_at::timestamptz[])
              AS held (limit_id, next_free_at, urgent_free_at)
            ORDER BY limit_id
            ON CONFLICT ON CONSTRAINT paces_pk DO UPDATE SET
              next_free_at = greatest(pace.next_free_at, excluded.next_free_at),
              urgent_free_at = greatest(pace.urgent_free_at, excluded.urgent_free_at)
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param("next_free_at", texts(clocks, Clocks::all))
        .param("urgent_free_at", texts(clocks, Clocks::urgent))
        .update();
  }

  void letGo(Collection<Limit> limits, Instant now) {
    var clocks =
        limits.stream()
            .map(limit -> new Pace(limit.unitsPerSecond(), Clocks.at(now)))
            .map(pace -> Clocks.at(pace.freeAfter(1, false, now)))
            .toList();
    jdbc.sql(
            """
            UPDATE trunkline.paces AS pace
            SET next_free_at = least(pace.next_free_at, freed.next_free_at),
                urgent_free_at = least(pace.urgent_free_at, freed.next_free_at)
            FROM unnest(:limits, :next_free_at::timestamptz[]) AS freed (limit_id, next_free_at)
            WHERE pace.queue = :queue AND pace.limit_id = freed.limit_id
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param("next_free_at", texts(clocks, Clocks::all))
        .update();
  }

  private static String[] texts(List<Clocks> all, Function<Clocks, Instant> clock) {
    return all.stream().map(clocks -> clock.apply(clocks).toString()).toArray(String[]::new);
  }

  private static UUID[] ids(Collection<Limit> limits) {
    return limits.stream().map(Limit::id).toArray(UUID[]::new);
  }

  static Clocks clocks(ResultSet row) throws SQLException {
    return new Clocks(Storage.instant(row, "next_free_at"), Storage.instant(row, "urgent_free_at"));
  }

  /** The limits that are not free. */
  Map<UUID, Clocks> busy(Instant now) {
    var busy = new HashMap<UUID, Clocks>();
    jdbc.sql(
            """
            SELECT limit_id, next_free_at, urgent_free_at FROM trunkline.paces
            WHERE queue = :queue AND greatest(next_free_at, urgent_free_at) > :now
            """)
        .param("queue", queue)
        .param("now", Storage.parameter(now))
        .query(
            (RowCallbackHandler)
                row -> busy.put(row.getObject("limit_id", UUID.class), clocks(row)));
    return busy;
  }
}
