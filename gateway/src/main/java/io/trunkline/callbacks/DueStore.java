// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackStore.Stored;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callbacks_due}: what is still to be applied. */
final class DueStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  /**
   * A callback that is not applied yet, and is locked until the transaction ends.
   *
   * @param attempts how often applying it has failed
   */
  record Due(Stored callback, Instant nextAttemptAt, int attempts) {}

  /**
   * A callback that could not be applied.
   *
   * @param failure why
   * @param attempts how often it has failed now
   * @param again when it is tried again; null if it is given up
   */
  record Kept(CallbackId id, String failure, int attempts, @Nullable Instant again) {}

  /** What was tried in vain shares nothing with what was not: it may be slow to fail again. */
  enum Turn {
    FIRST("attempts = 0", TOGETHER),
    AGAIN("attempts > 0", APART);

    private final String condition;
    private final Duration lock;

    Turn(String condition, Duration lock) {
      this.condition = condition;
      this.lock = lock;
    }
  }

  /**
   * How long a transaction that has taken some may ask nothing before it is ended: a node whose
   * machine has stopped says so to nobody, and what it has taken would be its own until the network
   * gives it up, which may take hours.
   */
  static final Duration SILENCE = Duration.ofMinutes(1);

  /** How long a callback may wait for a lock whose answer Twilio waits for. */
  static final Duration ALONE = Duration.ofSeconds(5);

  /** How long many together may: what somebody keeps locked holds up what is not about that. */
  static final Duration TOGETHER = Duration.ofMillis(250);

  /** The same, once it is looked for what is locked: one after the other waits then. */
  static final Duration APART = Duration.ofMillis(20);

  private final JdbcClient jdbc;
  private final Duration silence;

  DueStore(Storage storage, Duration silence) {
    this.jdbc = storage.jdbc();
    this.silence = silence;
  }

  /**
   * Takes what is due and nobody else is at, the longest due first.
   *
   * @param from where to begin to look: before that, others have been found already, and what is
   *     left of them would have to be stepped over
   */
  List<Due> claim(Turn turn, Instant from, Instant now, int limit) {
    return claimed(
            """
            WHERE next_attempt_at BETWEEN :from AND :now AND %s
            ORDER BY next_attempt_at
            LIMIT :limit
            """
                .formatted(turn.condition),
            turn.lock)
        .param("from", Storage.parameter(from))
        .param("now", Storage.parameter(now))
        .param("limit", limit)
        .query(DueStore::row)
        .list();
  }

  /**
   * Takes what is due so late that only a clock that was ahead can have said so.
   *
   * @param latest nothing of this turn waits for longer
   */
  List<Due> claimMisdated(Turn turn, Instant latest, int limit) {
    return claimed(
            """
            WHERE next_attempt_at > :latest AND %s
            ORDER BY next_attempt_at
            LIMIT :limit
            """
                .formatted(turn.condition),
            turn.lock)
        .param("latest", Storage.parameter(latest))
        .param("limit", limit)
        .query(DueStore::row)
        .list();
  }

  /**
   * Takes these, the longest due first; without those that are applied or parked by now, or that
   * somebody else is at.
   *
   * @param lock how long the transaction may wait for one
   */
  List<Due> claim(List<CallbackId> ids, Duration lock) {
    return claimed("WHERE callback_id = ANY(:ids::uuid[])", lock)
        .params(RowArrays.of(ids).uuids("ids", CallbackId::value).parameters())
        .query(DueStore::row)
        .list();
  }

  private JdbcClient.StatementSpec claimed(String which, Duration lock) {
    return jdbc.sql(
            """
              SELECT callbacks.id, account_id, kind, path, parameters, received_at, next_attempt_at,
                attempts
              FROM (
                SELECT callback_id, next_attempt_at, attempts FROM trunkline.callbacks_due
                %s
                FOR UPDATE SKIP LOCKED) due
              JOIN trunkline.callbacks ON callbacks.id = due.callback_id
              CROSS JOIN (
            SELECT set_config('idle_in_transaction_session_timeout', :silence, true),
              set_config('lock_timeout', :lock, true)) AS limited
              ORDER BY next_attempt_at, callback_id
            """
                .formatted(which))
        .param("silence", milliseconds(silence))
        .param("lock", milliseconds(lock));
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** They have been applied. */
  void remove(List<CallbackId> ids) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql("DELETE FROM trunkline.callbacks_due WHERE callback_id = ANY(:ids::uuid[])")
        .params(RowArrays.of(ids).uuids("ids", CallbackId::value).parameters())
        .update();
  }

  /** They could not be applied: they are tried again when they say, or given up. */
  void keep(List<Kept> kept) {
    postpone(kept.stream().filter(one -> one.again() != null).toList());
    park(kept.stream().filter(one -> one.again() == null).toList());
  }

  private void postpone(List<Kept> kept) {
    if (kept.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE trunkline.callbacks_due
            SET attempts = kept.attempts, failure = kept.failure, next_attempt_at = kept.again
            FROM unnest(:id::uuid[], :failure::text[], :attempts::int[], :again::timestamptz[])
              AS kept (id, failure, attempts, again)
            WHERE callback_id = kept.id
            """)
        .params(
            parameters(kept)
                .ints("attempts", Kept::attempts)
                .instants("again", Kept::again)
                .parameters())
        .update();
  }

  private void park(List<Kept> kept) {
    if (kept.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            WITH kept AS (
              SELECT * FROM unnest(:id::uuid[], :failure::text[]) AS kept (id, failure)),
            given_up AS (
              DELETE FROM trunkline.callbacks_due USING kept WHERE callback_id = kept.id
              RETURNING callback_id)
            UPDATE trunkline.callbacks SET parked_because = kept.failure
            FROM given_up JOIN kept ON kept.id = callback_id
            WHERE callbacks.id = callback_id
            """)
        .params(parameters(kept).parameters())
        .update();
  }

  private static RowArrays<Kept> parameters(List<Kept> kept) {
    return RowArrays.of(kept).uuids("id", one -> one.id().value()).texts("failure", Kept::failure);
  }

  private static Due row(ResultSet row, int number) throws SQLException {
    return new Due(
        new Stored(
            new CallbackId(row.getObject("id", UUID.class)),
            new AccountId(row.getObject("account_id", UUID.class)),
            row.getString("kind"),
            row.getString("path"),
            JSON.readValue(row.getString("parameters"), PARAMETERS),
            Storage.instant(row, "received_at")),
        Storage.instant(row, "next_attempt_at"),
        row.getInt("attempts"));
  }
}
