// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Looks into the tables {@code callbacks} and {@code callbacks_due}, for people. */
final class CallbackLog {

  private static final TypeReference<Map<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  private static final Pattern OWN_ID = Pattern.compile("([a-z]{2,5})_[0-9a-z]{26}");

  /** Later than any. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final Duration CLOCKS_APART = Duration.ofHours(1);

  private static final String COLUMNS =
      """
      SELECT callbacks.id, kind, path, %s AS parameters, received_at, parked_because, next_attempt_at,
        coalesce(attempts, 0) AS attempts, failure,
        CASE WHEN parked_because IS NOT NULL THEN 'parked'
          WHEN callback_id IS NOT NULL THEN 'due' ELSE 'applied' END AS state
      FROM trunkline.callbacks
      LEFT JOIN trunkline.callbacks_due ON callback_id = callbacks.id
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;
  private final Duration patience;

  /**
   * @param transaction begins a new one each time
   * @param patience how long the database may look for a page of a list
   */
  CallbackLog(Storage storage, TransactionOperations transaction, Duration patience) {
    this.jdbc = storage.jdbc();
    this.transaction = transaction;
    this.patience = patience;
  }

  Optional<StoredCallback> find(AccountId account, CallbackId id) {
    return jdbc.sql(
            COLUMNS.formatted("parameters") + "WHERE callbacks.id = :id AND account_id = :account")
        .param("id", id.value())
        .param("account", account.value())
        .query(CallbackLog::row)
        .optional();
  }

  /** When the longest due came in that nobody has tried to apply. */
  Optional<Instant> oldestUntried() {
    return jdbc.sql(
            """
            SELECT next_attempt_at FROM trunkline.callbacks_due WHERE attempts = 0
            ORDER BY next_attempt_at LIMIT 1
            """)
        .query((row, _) -> Storage.instant(row, "next_attempt_at"))
        .optional();
  }

  /** To which of these paths something came that could not be applied yet. */
  Set<String> failedAt(Collection<String> paths) {
    return jdbc.sql(
            """
            SELECT path FROM trunkline.callbacks_due
            JOIN trunkline.callbacks ON callbacks.id = callback_id
            WHERE attempts > 0 AND path = ANY (:paths)
            """)
        .param("paths", paths.toArray(String[]::new))
        .query((row, _) -> row.getString("path"))
        .set();
  }

  /** To which of these paths something came that is not applied: due, put off or given up. */
  Set<String> unheardAt(AccountId account, Instant since, Collection<String> paths) {
    return jdbc.sql(
            """
            SELECT path FROM trunkline.callbacks_due
            JOIN trunkline.callbacks ON callbacks.id = callback_id
            WHERE account_id = :account AND path = ANY (:paths)
            UNION
            SELECT path FROM trunkline.callbacks
            WHERE account_id = :account AND id >= :since AND parked_because IS NOT NULL
              AND path = ANY (:paths)
            """)
        .param("account", account.value())
        .param("since", Ids.madeFrom(since))
        .param("paths", paths.toArray(String[]::new))
        .query((row, _) -> row.getString("path"))
        .set();
  }

  /** Without their parameters. */
  List<StoredCallback> newest(AccountId account, CallbackQuery query) {
    return list(account, query, Reading.NEWEST);
  }

  List<StoredCallback> oldest(AccountId account, CallbackQuery query) {
    return list(account, query, Reading.OLDEST);
  }

  /**
   * A way to read the table.
   *
   * @param said what is read of their parameters: they may be long
   */
  private record Reading(String said, String cursor, String order, Instant start) {
    static final Reading NEWEST = new Reading("'{}'", "callbacks.id < :after", "DESC", NEVER);
    static final Reading OLDEST =
        new Reading("parameters", "callbacks.id > :after", "ASC", Instant.EPOCH);
  }

  /**
   * Ids are made when callbacks come in, so the table is read in the order of its key, until a page
   * is full: for as long as the patience lasts, if there are few.
   */
  private List<StoredCallback> list(AccountId account, CallbackQuery query, Reading reading) {
    var patience = Long.toString(this.patience.toMillis());
    try {
      return Objects.requireNonNull(
          transaction.execute(
              _ -> {
                jdbc.sql("SELECT set_config('statement_timeout', :patience, true)")
                    .param("patience", patience)
                    .query(String.class)
                    .single();
                return read(account, query, reading);
              }));
    } catch (QueryTimeoutException e) {
      throw Refusal.of(
              CallbackLogRefusal.SEARCH_TOO_WIDE,
              "Nothing was found in %s: name a shorter time with \"from\" and \"to\""
                  .formatted(this.patience))
          .asException();
    }
  }

  private List<StoredCallback> read(AccountId account, CallbackQuery query, Reading reading) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("account", account.value());
    parameters.put("from", Ids.madeFrom(from(query)));
    parameters.put("to", Ids.madeFrom(Objects.requireNonNullElse(query.to(), NEVER)));
    parameters.put(
        "after", query.after() == null ? Ids.madeFrom(reading.start()) : query.after().value());
    parameters.put("kind", query.kind());
    parameters.put(
        "state", query.state() == null ? null : query.state().name().toLowerCase(Locale.ROOT));
    parameters.put("subject", query.subject());
    parameters.put("in_path", query.subject() == null ? null : "/" + query.subject() + "/");
    parameters.put("limit", query.limit());
    return jdbc.sql(
            COLUMNS.formatted(reading.said())
                + """
                WHERE account_id = :account AND callbacks.id >= :from AND callbacks.id < :to
                  AND %s
                  AND (CAST(:kind AS text) IS NULL OR kind = :kind)
                  AND (CAST(:state AS text) IS NULL
                    OR :state = 'parked' AND parked_because IS NOT NULL
                    OR :state = 'due' AND callback_id IS NOT NULL
                    OR :state = 'applied' AND parked_because IS NULL AND callback_id IS NULL)
                  AND (CAST(:subject AS text) IS NULL
                    OR position(CAST(:in_path AS text) IN path || '/') > 0
                    OR parameters -> 'MessageSid' ->> 0 = :subject
                    OR parameters -> 'CallSid' ->> 0 = :subject)
                ORDER BY callbacks.id %s
                LIMIT :limit
                """
                    .formatted(reading.cursor(), reading.order()))
        .params(parameters)
        .query(CallbackLog::row)
        .list();
  }

  /** Nothing was said of what did not exist yet, by whatever node's clock. */
  private static Instant from(CallbackQuery query) {
    if (query.from() != null || query.subject() == null) {
      return Objects.requireNonNullElse(query.from(), Instant.EPOCH);
    }
    var id = OWN_ID.matcher(query.subject());
    try {
      return id.matches()
          ? Ids.madeAt(Ids.read(id.group(1), query.subject())).minus(CLOCKS_APART)
          : Instant.EPOCH;
    } catch (IllegalArgumentException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Takes a callback out of what is due, or out of those that were given up, in the transaction in
   * which it is applied.
   *
   * @return false if somebody else is at it
   */
  boolean take(CallbackId id) {
    jdbc.sql(
            """
            DELETE FROM trunkline.callbacks_due WHERE callback_id = (
              SELECT callback_id FROM trunkline.callbacks_due WHERE callback_id = :id
              FOR UPDATE SKIP LOCKED)
            """)
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            UPDATE trunkline.callbacks SET parked_because = NULL
            WHERE id = :id AND parked_because IS NOT NULL
            """)
        .param("id", id.value())
        .update();
    return jdbc.sql("SELECT count(*) FROM trunkline.callbacks_due WHERE callback_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single()
        .equals(0L);
  }

  private static StoredCallback row(ResultSet row, int number) throws SQLException {
    var parked = row.getString("parked_because");
    return new StoredCallback(
        new CallbackId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        row.getString("path"),
        JsonMapper.shared().readValue(row.getString("parameters"), PARAMETERS),
        Storage.instant(row, "received_at"),
        CallbackState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        parked == null ? row.getString("failure") : parked,
        row.getObject("next_attempt_at") == null ? null : Storage.instant(row, "next_attempt_at"));
  }
}
