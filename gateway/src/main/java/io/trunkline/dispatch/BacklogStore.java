// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The waiting rows of one backlog. What these queries cost depends on how many lanes have rows that
 * wait, and on how many rows are taken; never on how many wait, or are due later.
 */
final class BacklogStore {

  /**
   * What is due at one instant.
   *
   * @param classes the priorities of each lane in which a row is due, the most urgent first
   * @param busy the limits that are not free
   */
  record Due(Map<UUID, List<Integer>> classes, Map<UUID, Clocks> busy) {

    Paces paces(Lane lane, Instant now) {
      return new Paces(
          lane.limits().stream()
              .map(
                  limit ->
                      new Pace(
                          limit.unitsPerSecond(), busy.getOrDefault(limit.id(), Clocks.at(now))))
              .toList());
    }

    /** Whether rows that are not urgent are due in it. */
    boolean hasOthers(Lane lane) {
      return classes.getOrDefault(lane.id(), List.of()).stream().anyMatch(Waiting::isNotUrgent);
    }
  }

  private final JdbcClient jdbc;
  private final Backlog<?> backlog;
  private final String due;

  BacklogStore(Storage storage, Backlog<?> backlog) {
    this.jdbc = storage.jdbc();
    this.backlog = backlog;
    this.due = dueSql(backlog);
  }

  /**
   * Jumps through the index from class to class. Table and status are constants of the program:
   * PostgreSQL takes no parameter for a table, and can use the partial index only when the status
   * stands there literally.
   */
  static String dueSql(Backlog<?> backlog) {
    return """
    WITH RECURSIVE class AS (
      (SELECT lane_id, priority FROM %1$s WHERE status = '%2$s'
       ORDER BY lane_id, priority LIMIT 1)
      UNION ALL
      SELECT next.lane_id, next.priority
      FROM class CROSS JOIN LATERAL (
        SELECT lane_id, priority FROM %1$s
        WHERE status = '%2$s' AND (lane_id, priority) > (class.lane_id, class.priority)
        ORDER BY lane_id, priority LIMIT 1) AS next)
    SELECT class.lane_id AS id, class.priority, NULL AS next_free_at, NULL AS urgent_free_at
    FROM class CROSS JOIN LATERAL (
      SELECT FROM %1$s
      WHERE status = '%2$s' AND lane_id = class.lane_id AND priority = class.priority
        AND due_at <= :now
      ORDER BY due_at LIMIT 1) AS head
    UNION ALL
    SELECT limit_id, NULL, next_free_at, urgent_free_at FROM trunkline.paces
    WHERE queue = :queue AND greatest(next_free_at, urgent_free_at) > :now
    """
        .formatted(backlog.table(), backlog.waiting());
  }

  Due due(Instant now) {
    var classes = new HashMap<UUID, List<Integer>>();
    var busy = new HashMap<UUID, Clocks>();
    jdbc.sql(due)
        .param("queue", backlog.queue())
        .param("now", Storage.parameter(now))
        .query(
            (RowCallbackHandler)
                row -> {
                  var id = row.getObject("id", UUID.class);
                  var priority = row.getObject("priority", Integer.class);
                  if (priority == null) {
                    busy.put(id, PaceStore.clocks(row));
                  } else {
                    classes.computeIfAbsent(id, lane -> new ArrayList<>()).add(priority);
                  }
                });
    return new Due(classes, busy);
  }

  /**
   * Locks the next rows of each class that are due, skipping those that another node has locked.
   *
   * @param most of each class; a few more are locked to keep the statements few
   * @return the rows of each class in the order of their age
   */
  List<Waiting> lock(UUID lane, List<Integer> priorities, Instant now, int most) {
    return jdbc.sql(lockSql(backlog, most))
        .param("lane", lane)
        .param("priorities", priorities.toArray(Integer[]::new))
        .param("now", Storage.parameter(now))
        .query(
            (row, index) ->
                new Waiting(
                    row.getObject("id", UUID.class),
                    row.getInt("priority"),
                    Storage.instant(row, "due_at"),
                    row.getInt("units")))
        .list();
  }

  /** The limit stands there literally: a plan for any limit might sort all that waits. */
  static String lockSql(Backlog<?> backlog, int most) {
    var powerOfTwo = most <= 1 ? 1 : Integer.highestOneBit(most - 1) << 1;
    return """
    SELECT waiting.*
    FROM unnest(:priorities::smallint[]) AS class (priority)
    CROSS JOIN LATERAL (
      SELECT id, priority, due_at, units FROM %s
      WHERE status = '%s' AND lane_id = :lane AND priority = class.priority AND due_at <= :now
      ORDER BY due_at, id LIMIT %d
      FOR UPDATE SKIP LOCKED) AS waiting
    """
        .formatted(backlog.table(), backlog.waiting(), powerOfTwo);
  }
}
