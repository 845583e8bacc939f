// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.law.Reason;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code consent_rulings}: appends, reads, and forgets what is old. */
final class RulingStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private record Line(Sending about, RulingRecord ruling) {

    static Line of(Ruling ruling) {
      return new Line(ruling.sending(), ruling.kept());
    }
  }

  private final JdbcClient jdbc;

  RulingStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  void append(List<Ruling> rulings) {
    if (rulings.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO trunkline.consent_rulings
              (id, account_id, message_id, recipient, purpose, channel, programme, at, outcome, until,
               because, rule_set, local_times, zone_source, jurisdictions, rules, uncertain)
            SELECT
               id, account_id, message_id, recipient, purpose, channel, programme, at, outcome, until,
               because::jsonb, rule_set, local_times::jsonb, zone_source, jurisdictions, rules, uncertain
            FROM unnest(
              :id::uuid[], :account::uuid[], :message::uuid[], :recipient::text[], :purpose::text[],
              :channel::text[], :programme::text[], :at::timestamptz[], :outcome::text[],
              :until::timestamptz[], :because::text[], :rule_set::text[], :local_times::text[],
              :zone_source::text[], :jurisdictions::text[], :rules::text[], :uncertain::text[])
              AS new (id, account_id, message_id, recipient, purpose, channel, programme, at, outcome,
                until, because, rule_set, local_times, zone_source, jurisdictions, rules, uncertain)
            """)
        .params(
            RowArrays.of(rulings.stream().map(Line::of).toList())
                .uuids("id", line -> line.ruling().id())
                .uuids("account", line -> line.about().account().value())
                .uuids("message", line -> line.ruling().message())
                .texts("recipient", line -> line.about().recipient().e164())
                .texts("purpose", line -> line.ruling().purpose())
                .texts("channel", line -> line.ruling().channel())
                .texts("programme", line -> line.ruling().programme())
                .instants("at", line -> line.ruling().at())
                .texts("outcome", line -> line.ruling().outcome())
                .instants("until", line -> line.ruling().until())
                .texts("because", line -> json(line.ruling().because()))
                .texts("rule_set", line -> line.ruling().ruleSet())
                .texts("local_times", line -> JSON.writeValueAsString(line.ruling().localTimes()))
                .texts("zone_source", line -> line.ruling().zoneSource())
                .texts("jurisdictions", line -> String.join(" ", line.ruling().jurisdictions()))
                .texts("rules", line -> String.join(" ", line.ruling().rules()))
                .texts("uncertain", line -> String.join(" ", line.ruling().uncertain()))
                .parameters())
        .update();
  }

  /** What was decided about a message, the oldest first. */
  List<RulingRecord> ofMessage(AccountId account, UUID message) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.consent_rulings
            WHERE message_id = :message AND account_id = :account
            ORDER BY id
            """)
        .param("message", message)
        .param("account", account.value())
        .query(RulingStore::record)
        .list();
  }

  /** What was decided about a recipient, the newest first. */
  List<RulingRecord> ofRecipient(Person person, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.consent_rulings
            WHERE account_id = :account AND recipient = :recipient
              AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("account", person.account().value())
        .param("recipient", person.recipient())
        .param("before", before)
        .param("limit", limit)
        .query(RulingStore::record)
        .list();
  }

  /**
   * Forgets what was decided before an instant, the oldest first. An id begins with its time, so
   * that the primary key is the index on age.
   *
   * @param most how many at once
   * @return how many there were
   */
  int forget(Instant before, int most) {
    return jdbc.sql(
            """
            DELETE FROM trunkline.consent_rulings
            WHERE id IN (SELECT id FROM trunkline.consent_rulings WHERE id < :first ORDER BY id LIMIT :most)
            """)
        .param("first", Ids.madeFrom(before))
        .param("most", most)
        .update();
  }

  private static RulingRecord record(ResultSet row, int index) throws SQLException {
    var until = row.getObject("until", OffsetDateTime.class);
    var because = row.getString("because");
    return new RulingRecord(
        row.getObject("id", UUID.class),
        row.getObject("message_id", UUID.class),
        row.getString("purpose"),
        row.getString("channel"),
        row.getString("programme"),
        Storage.instant(row, "at"),
        row.getString("outcome"),
        until == null ? null : until.toInstant(),
        because == null ? List.of() : JSON.readValue(because, REASONS),
        row.getString("rule_set"),
        JSON.readValue(row.getString("local_times"), TEXTS),
        row.getString("zone_source"),
        words(row.getString("jurisdictions")),
        words(row.getString("rules")),
        words(row.getString("uncertain")));
  }

  private static @Nullable String json(List<Reason> reasons) {
    return reasons.isEmpty() ? null : JSON.writeValueAsString(reasons);
  }

  private static List<String> words(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
  }
}
