// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says why callbacks are refused: in the log, and in the table {@code callback_rejections}. At most
 * once a second on each node, whatever comes in: a diagnosis is dear, and anybody can ask for one.
 */
final class CallbackRejections {

  private static final Logger log = LoggerFactory.getLogger(CallbackRejections.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  static final int KEPT = 1000;

  private final JdbcClient jdbc;
  private final Ids ids;
  private final Clock clock;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

  CallbackRejections(Storage storage, Ids ids, Clock clock) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param path of the route, with places instead of values
   */
  void add(AccountId account, String path, Supplier<SignatureDiagnosis> why) {
    var now = clock.instant();
    var before = last.get();
    if (before.plus(PAUSE).isAfter(now) || !last.compareAndSet(before, now)) {
      return;
    }
    var diagnosis = why.get();
    log.warn(
        "Refused a callback to {}: {}{}. Look at: {}",
        path,
        diagnosis.reason(),
        diagnosis.wouldMatch() == null ? "" : " (right: " + diagnosis.wouldMatch() + ")",
        diagnosis.setting());
    try {
      insert(account, path, now, diagnosis);
    } catch (DataAccessException e) {
      // The refusal itself stands.
      log.warn("The refusal could not be recorded ({})", e.getClass().getSimpleName());
    }
  }

  private void insert(AccountId account, String path, Instant now, SignatureDiagnosis diagnosis) {
    jdbc.sql(
            """
            INSERT INTO trunkline.callback_rejections
              (id, account_id, rejected_at, path, reason, would_match, setting)
            VALUES (:id, :account, :now, :path, :reason, :would_match, :setting)
            """)
        .param("id", ids.next())
        .param("account", account.value())
        .param("now", Storage.parameter(now))
        .param("path", path)
        .param("reason", diagnosis.reason())
        .param("would_match", diagnosis.wouldMatch())
        .param("setting", diagnosis.setting())
        .update();
    jdbc.sql(
            """
            DELETE FROM trunkline.callback_rejections
            WHERE account_id = :account AND id <= (
              SELECT id FROM trunkline.callback_rejections WHERE account_id = :account
              ORDER BY id DESC OFFSET :kept LIMIT 1)
            """)
        .param("account", account.value())
        .param("kept", KEPT)
        .update();
  }

  /** The newest first. */
  List<CallbackRejection> latest(AccountId account, int limit) {
    return jdbc.sql(
            """
            SELECT rejected_at, path, reason, would_match, setting
            FROM trunkline.callback_rejections WHERE account_id = :account
            ORDER BY id DESC LIMIT :limit
            """)
        .param("account", account.value())
        .param("limit", limit)
        .query(
            (row, _) ->
                new CallbackRejection(
                    Storage.instant(row, "rejected_at"),
                    row.getString("path"),
                    row.getString("reason"),
                    row.getString("would_match"),
                    row.getString("setting")))
        .list();
  }
}
