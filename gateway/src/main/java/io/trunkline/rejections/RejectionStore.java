// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.rejections.Rejection.Match;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code callback_rejections}. */
final class RejectionStore {

  /** Of each kind, of an account, those with an explanation and those without. */
  static final int KEPT = 200;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Match>> MATCHES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Ids ids;

  RejectionStore(Storage storage, Ids ids) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
  }

  /**
   * Forgets the oldest for it, so that the table does not grow. Those that Twilio has certainly
   * made are never forgotten for others.
   *
   * @param path of the route, with places instead of values
   * @return the row's id, for {@link #addUnrecorded}
   */
  UUID insert(
      AccountId account, String kind, String path, Instant now, SignatureDiagnosis diagnosis) {
    var id = ids.next();
    jdbc.sql(
            """
            INSERT INTO trunkline.callback_rejections
              (id, account_id, rejected_at, kind, path, reason, expected_url, parameter_names,
               matches, would_match, setting, advice)
            VALUES (:id, :account, :now, :kind, :path, :reason, :expected_url, :names,
              CAST(:matches AS jsonb), :would_match, :setting, :advice)
            """)
        .param("id", id)
        .param("account", account.value())
        .param("now", Storage.parameter(now))
        .param("kind", kind)
        .param("path", path)
        .param("reason", diagnosis.reason())
        .param("expected_url", diagnosis.expectedUrl())
        .param("names", diagnosis.parameterNames().toArray(String[]::new))
        .param("matches", JSON.writeValueAsString(diagnosis.matches()))
        .param("would_match", diagnosis.wouldMatch())
        .param("setting", diagnosis.setting())
        .param("advice", diagnosis.advice())
        .update();
    jdbc.sql(
            """
            DELETE FROM trunkline.callback_rejections
            WHERE account_id = :account AND kind = :kind
              AND (would_match IS NULL) = (CAST(:would_match AS text) IS NULL)
              AND id <= (
                SELECT id FROM trunkline.callback_rejections
                WHERE account_id = :account AND kind = :kind
                  AND (would_match IS NULL) = (CAST(:would_match AS text) IS NULL)
                ORDER BY id DESC OFFSET :kept LIMIT 1)
            """)
        .param("account", account.value())
        .param("kind", kind)
        .param("would_match", diagnosis.wouldMatch())
        .param("kept", KEPT)
        .update();
    return id;
  }

  /** Counts what was refused after a row. */
  void addUnrecorded(UUID id, long more) {
    jdbc.sql(
            """
            UPDATE trunkline.callback_rejections SET unrecorded = unrecorded + :more WHERE id = :id
            """)
        .param("more", more)
        .param("id", id)
        .update();
  }

  /**
   * The newest first.
   *
   * @param kind of all kinds if null
   */
  List<Rejection> latest(AccountId account, @Nullable String kind, int limit) {
    return jdbc.sql(
            """
            SELECT rejected_at, kind, path, reason, expected_url, parameter_names, matches,
              would_match, setting, advice, unrecorded
            FROM trunkline.callback_rejections
            WHERE account_id = :account AND (CAST(:kind AS text) IS NULL OR kind = :kind)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("account", account.value())
        .param("kind", kind)
        .param("limit", limit)
        .query(RejectionStore::row)
        .list();
  }

  private static Rejection row(ResultSet row, int number) throws SQLException {
    return new Rejection(
        Storage.instant(row, "rejected_at"),
        row.getString("kind"),
        row.getString("path"),
        row.getString("reason"),
        row.getString("expected_url"),
        List.of((String[]) row.getArray("parameter_names").getArray()),
        JSON.readValue(row.getString("matches"), MATCHES),
        row.getString("would_match"),
        row.getString("setting"),
        row.getString("advice"),
        row.getLong("unrecorded"));
  }
}
