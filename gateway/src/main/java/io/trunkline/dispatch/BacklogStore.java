// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.dispatch.Heads.Place;
import io.trunkline.dispatch.Heads.RowClass;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The waiting rows of one backlog. What these queries cost depends on how many lanes have rows that
 * wait, and on how many rows are taken; never on how many wait, are due later, or have been taken.
 * For one thread.
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
  private final Heads heads = new Heads();
  private final String due;

  BacklogStore(Storage storage, Backlog<?> backlog) {
    this.jdbc = storage.jdbc();
    this.backlog = backlog;
    this.due = dueSql(backlog);
  }

  /**
   * Looks at the head of each class known, and into the gaps between them for one more. Table and
   * status are constants of the program: PostgreSQL takes no parameter for a table, and can use the
   * partial index only when the status stands there literally.
   */
  static String dueSql(Backlog<?> backlog) {
    return """
    SELECT class.lane_id AS id, class.priority, head.due_at, head.id AS head,
      NULL::timestamptz AS next_free_at, NULL::timestamptz AS urgent_free_at
    FROM unnest(:lanes::uuid[], :priorities::smallint[], :since::timestamptz[], :since_id::uuid[])
      AS class (lane_id, priority, since, since_id)
    CROSS JOIN LATERAL (
      SELECT due_at, id FROM %1$s
      WHERE status = '%2$s' AND lane_id = class.lane_id AND priority = class.priority
        AND (due_at, id) >= (class.since, class.since_id) AND due_at <= :now
      ORDER BY due_at, id LIMIT 1) AS head
    UNION ALL
    SELECT found.lane_id, found.priority, NULL, NULL, NULL, NULL
    FROM unnest(:after_lane::uuid[], :after_priority::smallint[],
      :before_lane::uuid[], :before_priority::smallint[])
      AS gap (after_lane, after_priority, before_lane, before_priority)
    CROSS JOIN LATERAL (
      SELECT lane_id, priority FROM %1$s
      WHERE status = '%2$s' AND (lane_id, priority) > (gap.after_lane, gap.after_priority)
        AND (lane_id, priority) < (gap.before_lane, gap.before_priority)
      ORDER BY lane_id, priority LIMIT 1) AS found
    UNION ALL
    SELECT limit_id, NULL, NULL, NULL, next_free_at, urgent_free_at FROM trunkline.paces
    WHERE queue = :queue AND greatest(next_free_at, urgent_free_at) > :now
    """
        .formatted(backlog.table(), backlog.waiting());
  }

  Due due(Instant now) {
    while (true) {
      var classes = new HashMap<UUID, List<Integer>>();
      var busy = new HashMap<UUID, Clocks>();
      var discovered = new ArrayList<RowClass>();
      var known = heads.known();
      jdbc.sql(due)
          .params(classes(known))
          .params(gaps(known.keySet()))
          .param("queue", backlog.queue())
          .param("now", Storage.parameter(now))
          .query(
              (RowCallbackHandler)
                  row -> {
                    var id = row.getObject("id", UUID.class);
                    var priority = row.getObject("priority", Integer.class);
                    var head = row.getObject("head", UUID.class);
                    if (priority == null) {
                      busy.put(id, PaceStore.clocks(row));
                    } else if (head == null) {
                      discovered.add(new RowClass(id, priority));
                    } else {
                      heads.seen(
                          new RowClass(id, priority),
                          new Place(Storage.instant(row, "due_at"), head));
                      classes.computeIfAbsent(id, lane -> new ArrayList<>()).add(priority);
                    }
                  });
      if (discovered.isEmpty()) {
        classes.values().forEach(priorities -> priorities.sort(null));
        return new Due(classes, busy);
      }
      discovered.forEach(heads::discovered);
    }
  }

  /** The classes known, each with where to look from. */
  private static Map<String, @Nullable Object> classes(Map<RowClass, Place> known) {
    return RowArrays.of(List.copyOf(known.entrySet()))
        .uuids("lanes", each -> each.getKey().lane())
        .ints("priorities", each -> each.getKey().priority())
        .instants("since", each -> each.getValue().dueAt())
        .uuids("since_id", each -> each.getValue().id())
        .parameters();
  }

  /** What lies before, between and after the classes known. */
  private static Map<String, @Nullable Object> gaps(Collection<RowClass> known) {
    var borders = new ArrayList<RowClass>();
    borders.add(new RowClass(new UUID(0, 0), -1));
    borders.addAll(known);
    borders.add(new RowClass(new UUID(-1, -1), Short.MAX_VALUE));
    return RowArrays.of(IntStream.range(1, borders.size()).boxed().toList())
        .uuids("after_lane", gap -> borders.get(gap - 1).lane())
        .ints("after_priority", gap -> borders.get(gap - 1).priority())
        .uuids("before_lane", gap -> borders.get(gap).lane())
        .ints("before_priority", gap -> borders.get(gap).priority())
        .parameters();
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
        .params(
            RowArrays.of(heads.of(lane, priorities))
                .instants("since", Place::dueAt)
                .uuids("since_id", Place::id)
                .parameters())
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
    FROM unnest(:priorities::smallint[], :since::timestamptz[], :since_id::uuid[])
      AS class (priority, since, since_id)
    CROSS JOIN LATERAL (
      SELECT id, priority, due_at, units FROM %s
      WHERE status = '%s' AND lane_id = :lane AND priority = class.priority
        AND (due_at, id) >= (class.since, class.since_id) AND due_at <= :now
      ORDER BY due_at, id LIMIT %d
      FOR UPDATE SKIP LOCKED) AS waiting
    """
        .formatted(backlog.table(), backlog.waiting(), powerOfTwo);
  }
}
