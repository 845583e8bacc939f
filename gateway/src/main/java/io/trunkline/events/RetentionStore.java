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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The table {@code events} as time goes by. */
final class RetentionStore {

  /**
   * Longer than a transaction is open: what is removed for its age has nothing after it, in the
   * order of transactions, that whoever may go on after it would miss.
   */
  private static final Duration MARGIN = Duration.ofHours(1);

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
   * Removes what is old, some at a time, with a word before to those who may need it for longer. Of
   * each account it stays known which was the last that was removed.
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
          jdbc.sql(
                  """
                  WITH removed AS (
                    DELETE FROM trunkline.events WHERE id > :after AND id <= :last
                    RETURNING account_id, id, tx, seq)
                  INSERT INTO trunkline.event_ends AS known (account_id, id, tx, seq)
                  SELECT DISTINCT ON (account_id) account_id, id, tx, seq FROM removed
                  ORDER BY account_id, tx DESC, seq DESC
                  ON CONFLICT (account_id) DO UPDATE
                  SET id = excluded.id, tx = excluded.tx, seq = excluded.seq
                  WHERE (excluded.tx, excluded.seq) > (known.tx, known.seq)
                  """)
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
}
