// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The table {@code events} as time goes by, and as the cluster below it changes. */
final class RetentionStore {

  /**
   * Longer than a transaction is open: what is removed for its age has nothing after it, in the
   * order of transactions, that whoever may go on after it would miss.
   */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(RetentionStore.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;
  private final Supplier<List<EventSubscriber>> subscribers;
  private final int atOnce;

  /**
   * @param atOnce how many are removed in one transaction
   */
  RetentionStore(
      Storage storage,
      TransactionOperations transaction,
      Supplier<List<EventSubscriber>> subscribers,
      int atOnce) {
    this.jdbc = storage.jdbc();
    this.transaction = transaction;
    this.subscribers = subscribers;
    this.atOnce = atOnce;
  }

  /**
   * Removes what nobody can go on after any more, some at a time, with a word before to those who
   * may need it for longer.
   */
  void forget(Instant before) {
    var end = Ids.madeFrom(before.minus(MARGIN));
    // Not from the beginning each time: what was removed is in the index until a vacuum.
    var from = new UUID(0, 0);
    for (var last = last(from, end); last.isPresent(); last = last(from, end)) {
      forget(new EventId(from), new EventId(last.get()));
      from = last.get();
    }
  }

  private void forget(EventId after, EventId last) {
    transaction.executeWithoutResult(
        _ -> {
          subscribers.get().forEach(subscriber -> subscriber.forgetting(after, last));
          jdbc.sql("DELETE FROM trunkline.events WHERE id > :after AND id <= :last")
              .param("after", after.value())
              .param("last", last.value())
              .update();
        });
  }

  /** Where the next ones end that are removed in one transaction. */
  private Optional<UUID> last(UUID from, UUID end) {
    return jdbc.sql(
            """
            SELECT id FROM (
              SELECT id FROM trunkline.events WHERE id > :from AND id < :end ORDER BY id LIMIT :some)
              AS old
            ORDER BY id DESC
            LIMIT 1
            """)
        .param("from", from)
        .param("end", end)
        .param("some", atOnce)
        .query((row, index) -> row.getObject("id", UUID.class))
        .optional();
  }

  /** Since when events are recorded that are not told yet; empty if all are. */
  Optional<Instant> heldBackSince() {
    return jdbc.sql(
            """
            SELECT first.at FROM trunkline.accounts
            CROSS JOIN LATERAL (
              SELECT at FROM trunkline.events
              WHERE account_id = accounts.id
                AND tx >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
              ORDER BY tx, seq
              LIMIT 1) AS first
            ORDER BY first.at
            LIMIT 1
            """)
        .query((row, index) -> Storage.instant(row, "at"))
        .optional();
  }

  /**
   * Sees whether the cluster below is another one, and says so where what is recorded is not told
   * for longer than any transaction of ours lasts.
   */
  void watch(Instant now) {
    renumber();
    heldBackSince()
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
    jdbc.sql("UPDATE trunkline.events_numbering SET times = times + 1").update();
    log.info("{} events come from another cluster of PostgreSQL, and are numbered anew", events);
  }
}
