// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Unsettled.Check;
import io.trunkline.messaging.Unsettled.Checked;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messages} by what is not known yet. */
final class UnsettledStore {

  private final JdbcClient jdbc;

  UnsettledStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Those whose worker is gone: their lease has ended. */
  List<Handover> lapsed(Instant now, int limit) {
    return due("status = 'dispatching' AND lease_until <= :now", "lease_until", now, limit);
  }

  /** The unconfirmed that are to be settled now, the urgent first, then the longest waiting. */
  List<Handover> toSettle(Instant now, int limit) {
    return due("status = 'unconfirmed' AND settle_at <= :now", "priority, settle_at", now, limit);
  }

  private List<Handover> due(String condition, String order, Instant now, int limit) {
    return jdbc.sql(
            "SELECT * FROM trunkline.messages WHERE %s ORDER BY %s LIMIT :limit"
                .formatted(condition, order))
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query(QueueStore::handover)
        .list();
  }

  /** Those to a recipient that have this status, the oldest first, those up to a person last. */
  List<Handover> to(AccountId account, PhoneNumber recipient, MessageStatus status, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.messages
            WHERE account_id = :account AND recipient = :recipient AND status = :status
            ORDER BY undecided_since IS NOT NULL, handover_at, id
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("recipient", recipient.e164())
        .param("status", status.code())
        .param("limit", limit)
        .query(QueueStore::handover)
        .list();
  }

  /** A message whose handing over has begun at least once. */
  Optional<Handover> begun(AccountId account, MessageId id) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.messages
            WHERE account_id = :account AND id = :id AND handover_at IS NOT NULL
            """)
        .param("account", account.value())
        .param("id", id.value())
        .query(QueueStore::handover)
        .optional();
  }

  /**
   * Still unconfirmed: ask again later.
   *
   * @return false if somebody else has settled it, or asked, since it was read
   */
  boolean settleLater(Handover doubtful, int timesAbsent, Instant settleAt) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages
                SET times_absent = :times_absent, settle_at = :settle_at
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

  /** Up to a person from now on, or for another reason than before. */
  void leaveToPerson(Handover doubtful, Undecided because, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.messages
            SET undecided_since = coalesce(undecided_since, :now), undecided_because = :because
            WHERE id = :id
            """)
        .param("id", doubtful.id().value())
        .param("because", MessageStore.lower(because))
        .param("now", Storage.parameter(now))
        .update();
  }

  List<AccountId> accountsToCheck(Instant now) {
    // PostgreSQL 18 skips from account to account in the index of those that are checked at all.
    return jdbc.sql(
            """
            SELECT DISTINCT account_id FROM trunkline.messages WHERE check_at <= :now
            """)
        .param("now", Storage.parameter(now))
        .query((row, index) -> new AccountId(row.getObject("account_id", UUID.class)))
        .list();
  }

  /** Those about which Twilio's records are to be read now, the longest waiting first. */
  List<Check> toCheck(AccountId account, Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT id, account_id, twilio_sid, channel, status, handover_at, created_at, updated_at,
              checks
            FROM trunkline.messages
            WHERE account_id = :account AND check_at <= :now AND twilio_sid IS NOT NULL
            ORDER BY check_at
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query(UnsettledStore::check)
        .list();
  }

  /** When Twilio's records are read again, if at all. */
  void checkAgain(List<Checked> checked) {
    jdbc.sql(
            """
            UPDATE trunkline.messages AS messages
            SET check_at = next.check_at, checks = next.checks
            FROM unnest(:id::uuid[], :check_at::timestamptz[], :checks::int[])
              AS next (id, check_at, checks)
            WHERE messages.id = next.id
            """)
        .params(
            RowArrays.of(checked)
                .uuids("id", one -> one.check().message().value())
                .instants("check_at", Checked::next)
                .ints("checks", one -> one.check().times() + 1)
                .parameters())
        .update();
  }

  private static Check check(ResultSet row, int index) throws SQLException {
    var begun = MessageRows.instant(row, "handover_at");
    return new Check(
        new MessageId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("twilio_sid"),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        MessageStatus.ofCode(row.getString("status")),
        Objects.requireNonNullElse(begun, Storage.instant(row, "created_at")),
        Storage.instant(row, "updated_at"),
        row.getInt("checks"));
  }
}
