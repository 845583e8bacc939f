// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The paces, and the waiting rows of one backlog. */
final class PaceStore {

  /** A waiting row, locked. */
  record Waiting(UUID id, int units) {}

  private final JdbcClient jdbc;
  private final String queue;
  private final String dueLanes;
  private final String lockWaiting;

  PaceStore(Storage storage, Backlog<?> backlog) {
    this.jdbc = storage.jdbc();
    this.queue = backlog.queue();
    // Table and status are constants of the program; PostgreSQL takes no parameter for a table,
    // and can use the partial index only when the status stands there literally.
    this.dueLanes =
        """
        SELECT lane.id, coalesce(
          (SELECT max(paces.next_free_at)
           FROM unnest(:limited::uuid[], :limits::uuid[]) AS kept (lane_id, limit_id)
           JOIN trunkline.paces ON paces.queue = :queue AND paces.limit_id = kept.limit_id
           WHERE kept.lane_id = lane.id),
          :now) AS free_at
        FROM unnest(:lanes::uuid[]) AS lane (id)
        WHERE EXISTS (
          SELECT FROM %s AS waiting
          WHERE waiting.lane_id = lane.id AND waiting.status = '%s' AND waiting.due_at <= :now)
        """
            .formatted(backlog.table(), backlog.waiting());
    this.lockWaiting =
        """
        SELECT id, units
        FROM %s
        WHERE lane_id = :lane AND status = '%s' AND due_at <= :now
        ORDER BY priority, due_at, id
        LIMIT :most
        FOR UPDATE SKIP LOCKED
        """
            .formatted(backlog.table(), backlog.waiting());
  }

  /** The lanes in which something is due, each with the instant at which its pace is free. */
  Map<UUID, Instant> dueLanes(List<Lane> lanes, Instant now) {
    var due = new HashMap<UUID, Instant>();
    var limited = new ArrayList<UUID>();
    var limits = new ArrayList<UUID>();
    for (var lane : lanes) {
      for (var limit : lane.limits()) {
        limited.add(lane.id());
        limits.add(limit.id());
      }
    }
    jdbc.sql(dueLanes)
        .param("lanes", lanes.stream().map(Lane::id).toArray(UUID[]::new))
        .param("limited", limited.toArray(UUID[]::new))
        .param("limits", limits.toArray(UUID[]::new))
        .param("queue", queue)
        .param("now", Storage.parameter(now))
        .query(
            (RowCallbackHandler)
                row -> due.put(row.getObject("id", UUID.class), Storage.instant(row, "free_at")));
    return due;
  }

  /**
   * Locks the paces of a lane until the end of the transaction.
   *
   * @return in the order of the limits; empty if another node holds one of them at this moment
   */
  Optional<Paces> lockPaces(List<Limit> limits, Instant now) {
    var locked = lock(limits);
    if (locked.size() < limits.size() && insertMissing(limits, now) > 0) {
      locked = lock(limits);
    }
    if (locked.size() < limits.size()) {
      return Optional.empty();
    }
    var paces = new ArrayList<Pace>();
    for (var limit : limits) {
      paces.add(new Pace(limit.unitsPerSecond(), locked.getOrDefault(limit.id(), now)));
    }
    return Optional.of(new Paces(paces));
  }

  /** In the order of their ids, so that two nodes never wait for each other. */
  private Map<UUID, Instant> lock(List<Limit> limits) {
    var locked = new HashMap<UUID, Instant>();
    if (!limits.isEmpty()) {
      jdbc.sql(
              """
              SELECT limit_id, next_free_at FROM trunkline.paces
              WHERE queue = :queue AND limit_id = ANY (:limits)
              ORDER BY limit_id
              FOR UPDATE SKIP LOCKED
              """)
          .param("queue", queue)
          .param("limits", ids(limits))
          .query(
              (RowCallbackHandler)
                  row ->
                      locked.put(
                          row.getObject("limit_id", UUID.class),
                          Storage.instant(row, "next_free_at")));
    }
    return locked;
  }

  private int insertMissing(List<Limit> limits, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.paces (queue, limit_id, next_free_at)
            SELECT :queue, limit_id, :now FROM unnest(:limits) AS missing (limit_id)
            ORDER BY limit_id
            ON CONFLICT DO NOTHING
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Writes the paces that {@link #lockPaces} has locked. */
  void setPaces(List<Limit> limits, Paces paces) {
    if (limits.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE trunkline.paces SET next_free_at = charged.next_free_at
            FROM unnest(:limits, :next_free_at::timestamptz[]) AS charged (limit_id, next_free_at)
            WHERE paces.queue = :queue AND paces.limit_id = charged.limit_id
            """)
        .param("queue", queue)
        .param("limits", ids(limits))
        .param(
            "next_free_at",
            paces.all().stream().map(pace -> pace.nextFreeAt().toString()).toArray(String[]::new))
        .update();
  }

  private static UUID[] ids(List<Limit> limits) {
    return limits.stream().map(Limit::id).toArray(UUID[]::new);
  }

  /** Locks the next rows that are due, skipping those that another node has locked. */
  List<Waiting> lockWaiting(UUID lane, Instant now, int most) {
    return jdbc.sql(lockWaiting)
        .param("lane", lane)
        .param("now", Storage.parameter(now))
        .param("most", most)
        .query((row, index) -> new Waiting(row.getObject("id", UUID.class), row.getInt("units")))
        .list();
  }
}
