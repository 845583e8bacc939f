// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code messages} as its queue sees it: leases, attempts, and what is unconfirmed. Each
 * method but the reads is one guarded move.
 */
final class HandoverStore {

  /** A message about to be handed over, or whose handing over is to be settled. */
  record Handover(
      MessageId id,
      AccountId account,
      String from,
      PhoneNumber to,
      String body,
      int attempts,
      Instant startedAt,
      Instant leaseUntil,
      int timesAbsent) {

    /** Without body and numbers. */
    @Override
    public String toString() {
      return "Handover[" + id + ", attempt " + attempts + "]";
    }
  }

  private final JdbcClient jdbc;

  HandoverStore(Storage storage) {
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
        .query(HandoverStore::handover)
        .list();
  }

  /**
   * Whether this is still the latest attempt; then the row is locked. What is learned of an earlier
   * attempt must not move a later one.
   */
  boolean isLatest(Handover handover) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.messages
            WHERE id = :id AND attempts = :attempts
            FOR UPDATE
            """)
        .param("id", handover.id().value())
        .param("attempts", handover.attempts())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** {@code dispatching | unconfirmed → accepted}: this attempt was certainly not taken. */
  boolean giveBack(Handover handover, Instant dueAt, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages
                SET status = 'accepted', due_at = :due_at, updated_at = :now
                WHERE id = :id AND attempts = :attempts
                  AND status IN ('dispatching', 'unconfirmed')
                """)
            .param("id", handover.id().value())
            .param("attempts", handover.attempts())
            .param("due_at", Storage.parameter(dueAt))
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  /** {@code dispatching → unconfirmed}: perhaps this attempt was taken. */
  boolean doubt(Handover handover, Instant settleAt, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages
                SET status = 'unconfirmed', settle_at = :settle_at, updated_at = :now
                WHERE id = :id AND attempts = :attempts AND status = 'dispatching'
                """)
            .param("id", handover.id().value())
            .param("attempts", handover.attempts())
            .param("settle_at", Storage.parameter(settleAt))
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  /** {@code dispatching → unconfirmed} of all whose lease has ended: their worker is gone. */
  List<MessageId> doubtLapsed(Instant now) {
    return jdbc.sql(
            """
            UPDATE trunkline.messages
            SET status = 'unconfirmed', settle_at = :now, updated_at = :now
            WHERE status = 'dispatching' AND lease_until <= :now
            RETURNING id
            """)
        .param("now", Storage.parameter(now))
        .query((row, index) -> new MessageId(row.getObject("id", UUID.class)))
        .list();
  }

  /** The unconfirmed that are to be settled now, the longest waiting first. */
  List<Handover> toSettle(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.messages
            WHERE status = 'unconfirmed' AND settle_at <= :now
            ORDER BY settle_at
            LIMIT :limit
            """)
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query(HandoverStore::handover)
        .list();
  }

  /**
   * Still unconfirmed: ask again later.
   *
   * @return false if somebody else has settled it, or asked, since it was read
   */
  boolean settleLater(Handover doubtful, int timesAbsent, Instant settleAt) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages SET times_absent = :times_absent, settle_at = :settle_at
                WHERE id = :id AND attempts = :attempts AND status = 'unconfirmed'
                  AND times_absent = :before
                """)
            .param("id", doubtful.id().value())
            .param("attempts", doubtful.attempts())
            .param("before", doubtful.timesAbsent())
            .param("times_absent", timesAbsent)
            .param("settle_at", Storage.parameter(settleAt))
            .update()
        == 1;
  }

  /** {@code unconfirmed → accepted}: absent as often as it takes, and nobody has asked since. */
  boolean sendAgain(Handover absent, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages
                SET status = 'accepted', due_at = :now, updated_at = :now
                WHERE id = :id AND attempts = :attempts AND status = 'unconfirmed'
                  AND times_absent = :before
                """)
            .param("id", absent.id().value())
            .param("attempts", absent.attempts())
            .param("before", absent.timesAbsent())
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  private static Handover handover(ResultSet row, int index) throws SQLException {
    return new Handover(
        new MessageId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("sender"),
        new PhoneNumber(row.getString("recipient")),
        row.getString("body"),
        row.getInt("attempts"),
        Storage.instant(row, "handover_at"),
        Storage.instant(row, "lease_until"),
        row.getInt("times_absent"));
  }
}
