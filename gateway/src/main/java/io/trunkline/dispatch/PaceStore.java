// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.time.Instant;
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
        SELECT lane.id, coalesce(paces.next_free_at, :now) AS free_at
        FROM unnest(:lanes::uuid[]) AS lane (id)
        LEFT JOIN trunkline.paces ON paces.queue = :queue AND paces.lane_id = lane.id
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
    jdbc.sql(dueLanes)
        .param("lanes", lanes.stream().map(Lane::id).toArray(UUID[]::new))
        .param("queue", queue)
        .param("now", Storage.parameter(now))
        .query(
            (RowCallbackHandler)
                row -> due.put(row.getObject("id", UUID.class), Storage.instant(row, "free_at")));
    return due;
  }

  /**
   * Locks the pace of a lane until the end of the transaction.
   *
   * @return when it is free; empty if another node holds it at this moment
   */
  Optional<Instant> lockPace(UUID lane, Instant now) {
    jdbc.sql(
            """
            INSERT INTO trunkline.paces (queue, lane_id, next_free_at)
            SELECT :queue, :lane, :now
            WHERE NOT EXISTS (
              SELECT FROM trunkline.paces WHERE queue = :queue AND lane_id = :lane)
            ON CONFLICT DO NOTHING
            """)
        .param("queue", queue)
        .param("lane", lane)
        .param("now", Storage.parameter(now))
        .update();
    return jdbc.sql(
            """
            SELECT next_free_at FROM trunkline.paces
            WHERE queue = :queue AND lane_id = :lane
            FOR UPDATE SKIP LOCKED
            """)
        .param("queue", queue)
        .param("lane", lane)
        .query((row, index) -> Storage.instant(row, "next_free_at"))
        .optional();
  }

  void setPace(UUID lane, Instant nextFreeAt) {
    jdbc.sql(
            """
            UPDATE trunkline.paces SET next_free_at = :next_free_at
            WHERE queue = :queue AND lane_id = :lane
            """)
        .param("queue", queue)
        .param("lane", lane)
        .param("next_free_at", Storage.parameter(nextFreeAt))
        .update();
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
