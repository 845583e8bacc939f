// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The table {@code events} and the transactions of the cluster below it: those that hold it back,
 * and those of another cluster.
 */
final class ClusterStore {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(ClusterStore.class);

  private final JdbcClient jdbc;
  private final EventStore events;
  private final TransactionOperations transaction;

  ClusterStore(Storage storage, EventStore events, TransactionOperations transaction) {
    this.jdbc = storage.jdbc();
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Sees whether the cluster below is another one, and says so where what is recorded is not told
   * for longer than any transaction of ours lasts.
   */
  void watch(Instant now) {
    renumber();
    events
        .heldBackSince()
        .filter(since -> since.isBefore(now.minus(PATIENCE)))
        .ifPresent(
            since ->
                log.warn(
                    "What has happened since {} is not told to readers of events: a transaction is"
                        + " open since then, perhaps in another database of the cluster",
                    since));
  }

  /**
   * Numbers what was written in another cluster anew, in its order and before all that this one has
   * written, if the transactions of that one had come further: a dump that was restored into a new
   * cluster, or a replica under the same name. Cursors are ids, and hold.
   */
  void renumber() {
    if (isOfAnotherCluster()) {
      transaction.executeWithoutResult(
          status -> {
            // Another node may be doing it.
            jdbc.sql("LOCK TABLE trunkline.events IN SHARE ROW EXCLUSIVE MODE").update();
            if (isOfAnotherCluster()) {
              renumberAll();
            }
          });
    }
  }

  /** Of what this cluster has written, nothing is visible that is not below this. */
  private boolean isOfAnotherCluster() {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM trunkline.accounts
              CROSS JOIN LATERAL (
                SELECT tx FROM trunkline.events WHERE account_id = accounts.id
                ORDER BY tx DESC LIMIT 1) AS last
              WHERE last.tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
            OR EXISTS (
              SELECT FROM trunkline.event_ends
              WHERE tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
            """)
        .query(Boolean.class)
        .single();
  }

  /**
   * What has come since has greater ids, unless a node's clock is behind by more than the change of
   * clusters took.
   */
  private void renumberAll() {
    int events =
        jdbc.sql(
                """
                WITH last AS (
                  SELECT id FROM trunkline.events
                  WHERE tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                  ORDER BY id DESC
                  LIMIT 1),
                old AS (
                  SELECT events.id, dense_rank() OVER (ORDER BY tx) AS place
                  FROM trunkline.events JOIN last ON events.id <= last.id)
                UPDATE trunkline.events SET tx = old.place - (SELECT max(place) FROM old)
                FROM old
                WHERE events.id = old.id
                """)
            .update();
    // What was removed is before all that is kept, whatever the numbers are.
    jdbc.sql("UPDATE trunkline.event_ends SET tx = :first")
        .param("first", Position.START.tx())
        .update();
    jdbc.sql("UPDATE trunkline.events_numbering SET times = times + 1").update();
    log.info("{} events come from another cluster of PostgreSQL, and are numbered anew", events);
  }
}
