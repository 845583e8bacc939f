// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much waits in each lane, as the triggers {@code count_waiting} write it down. */
final class DepthStore {

  /** What waits in one lane with one priority. */
  record ClassDepth(UUID lane, int priority, long rows, long units) {}

  private final JdbcClient jdbc;

  DepthStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  List<ClassDepth> all(String queue) {
    return jdbc.sql(
            """
            SELECT lane_id, priority, sum(rows) AS rows, sum(units) AS units
            FROM trunkline.queue_depth_changes
            WHERE queue = :queue
            GROUP BY lane_id, priority
            """)
        .param("queue", queue)
        .query(
            (row, index) ->
                new ClassDepth(
                    row.getObject("lane_id", UUID.class),
                    row.getInt("priority"),
                    row.getLong("rows"),
                    row.getLong("units")))
        .list();
  }

  /**
   * Adds the changes of all queues up. Whoever reads meanwhile sees the sums from before or from
   * after; of two who add up at once the second takes only what the first has left.
   */
  void addUp() {
    jdbc.sql(
            """
            WITH gone AS (DELETE FROM trunkline.queue_depth_changes RETURNING *)
            INSERT INTO trunkline.queue_depth_changes (queue, lane_id, priority, rows, units)
            SELECT queue, lane_id, priority, sum(rows), sum(units) FROM gone
            GROUP BY queue, lane_id, priority
            HAVING sum(rows) <> 0 OR sum(units) <> 0
            """)
        .update();
  }
}
