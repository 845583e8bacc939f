// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.numbers.SenderId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messages} by what is due: to be handed over, released, given up. */
final class QueueStore {

  private final JdbcClient jdbc;

  QueueStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** {@code accepted → dispatching} under a lease; the rows are locked by this transaction. */
  List<Handover> begin(Collection<UUID> ids, Instant now, Instant leaseUntil) {
    return jdbc.sql(
            """
            UPDATE trunkline.messages
            SET status = 'dispatching', attempts = attempts + 1, handover_at = :now,
              lease_until = :lease_until, times_absent = 0, updated_at = :now
            WHERE id = ANY (:ids) AND status = 'accepted'
            RETURNING *
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("now", Storage.parameter(now))
        .param("lease_until", Storage.parameter(leaseUntil))
        .query(QueueStore::handover)
        .list();
  }

  /**
   * What is being handed over to somebody. A claim that is not committed yet shows by the locks on
   * its rows, which it takes before it reads the ledger: no claim is overlooked that has not heard
   * what was committed before this is called. Waits for nobody.
   */
  Set<MessageId> underWay(AccountId account, String recipient) {
    return underWay(
        "account_id = :account AND recipient = :recipient",
        Map.of("account", account.value(), "recipient", recipient));
  }

  /** Those of them that still are. */
  Set<MessageId> underWay(Set<MessageId> before) {
    return underWay(
        "id = ANY (:ids)",
        Map.of("ids", before.stream().map(MessageId::value).toArray(UUID[]::new)));
  }

  private Set<MessageId> underWay(String which, Map<String, Object> parameters) {
    return jdbc.sql(
            """
            WITH waiting AS (
              SELECT id FROM trunkline.messages
              WHERE %1$s AND status = 'accepted'
              FOR SHARE SKIP LOCKED)
            SELECT id FROM trunkline.messages
            WHERE %1$s AND status IN ('accepted', 'dispatching')
              AND id NOT IN (SELECT id FROM waiting)
            """
                .formatted(which))
        .params(parameters)
        .query((row, index) -> new MessageId(row.getObject("id", UUID.class)))
        .set();
  }

  /** The held whose time has come. */
  List<MessageId> toRelease(Instant now, Set<MessageId> but, int limit) {
    return ids("status = 'held' AND due_at <= :now", "due_at", now, but, limit);
  }

  /** Those that wait and are not worth sending any more. */
  List<MessageId> toExpire(Instant now, Set<MessageId> but, int limit) {
    return ids(
        """
        expires_at IS NOT NULL AND status IN ('accepted', 'held') AND expires_at <= :now
        """,
        "expires_at",
        now,
        but,
        limit);
  }

  /** Those that Twilio has had for longer than their chain waits. */
  List<MessageId> toFallBack(Instant now, Set<MessageId> but, int limit) {
    return ids(
        """
        fallback_at IS NOT NULL AND continued_as IS NULL AND fallback_at <= :now
          AND status IN ('queued', 'sending', 'sent')
        """,
        "fallback_at",
        now,
        but,
        limit);
  }

  private List<MessageId> ids(
      String condition, String order, Instant now, Set<MessageId> but, int limit) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.messages
            WHERE %s AND id <> ALL (:but)
            ORDER BY %s LIMIT :limit
            """
                .formatted(condition, order))
        .param("now", Storage.parameter(now))
        .param("but", but.stream().map(MessageId::value).toArray(UUID[]::new))
        .param("limit", limit)
        .query((row, index) -> new MessageId(row.getObject("id", UUID.class)))
        .list();
  }

  /** No other channel is tried because time goes by. */
  void stopWaiting(MessageId message) {
    jdbc.sql("UPDATE trunkline.messages SET fallback_at = NULL WHERE id = :id")
        .param("id", message.value())
        .update();
  }

  /**
   * Links a message to the next of its chain.
   *
   * @return false if there is a next one already
   */
  boolean continueAs(MessageId message, MessageId next) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages SET continued_as = :next
                WHERE id = :id AND continued_as IS NULL
                """)
            .param("id", message.value())
            .param("next", next.value())
            .update()
        == 1;
  }

  static Handover handover(ResultSet row, int index) throws SQLException {
    return new Handover(
        new MessageId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
        MessageRows.terms(row),
        row.getString("sender"),
        row.getString("sent_from"),
        row.getString("pool"),
        senders(row.getString("senders_tried")),
        new PhoneNumber(row.getString("recipient")),
        MessageRows.content(row),
        row.getInt("attempts"),
        row.getInt("retries"),
        Storage.instant(row, "handover_at"),
        Storage.instant(row, "lease_until"),
        row.getInt("times_absent"),
        undecided(row.getString("undecided_because")),
        Storage.instant(row, "created_at"),
        MessageRows.instant(row, "expires_at"),
        null);
  }

  private static @Nullable Undecided undecided(@Nullable String because) {
    return because == null ? null : Undecided.valueOf(because.toUpperCase(Locale.ROOT));
  }

  private static Set<SenderId> senders(@Nullable String ids) {
    return ids == null
        ? Set.of()
        : Stream.of(ids.split(" "))
            .map(id -> new SenderId(UUID.fromString(id)))
            .collect(Collectors.toUnmodifiableSet());
  }
}
