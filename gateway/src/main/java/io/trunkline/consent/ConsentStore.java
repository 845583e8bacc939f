// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code consent_events}: appends and reads, nothing else. */
final class ConsentStore {

  private final JdbcClient jdbc;

  ConsentStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  void append(ConsentEvent event) {
    jdbc.sql(
            """
            INSERT INTO trunkline.consent_events
              (id, account_id, recipient, scope, kind, source, evidence, message_sid, at)
            VALUES
              (:id, :account, :recipient, :scope, :kind, :source, :evidence, :message_sid, :at)
            """)
        .param("id", event.id())
        .param("account", event.account().value())
        .param("recipient", event.recipient())
        .param("scope", event.scope())
        .param("kind", event.kind().name().toLowerCase(Locale.ROOT))
        .param("source", event.source().name().toLowerCase(Locale.ROOT))
        .param("evidence", event.evidence())
        .param("message_sid", event.messageSid())
        .param("at", Storage.parameter(event.at()))
        .update();
  }

  /** The latest event for each of the questions that has one. */
  Map<ConsentQuestion, ConsentEvent> latest(Collection<ConsentQuestion> questions) {
    var latest = new HashMap<ConsentQuestion, ConsentEvent>();
    jdbc.sql(
            """
            SELECT event.*
            FROM unnest(:accounts::uuid[], :recipients::text[], :scopes::text[])
              AS question (account_id, recipient, scope)
            CROSS JOIN LATERAL (
              SELECT * FROM trunkline.consent_events AS event
              WHERE event.account_id = question.account_id
                AND event.recipient = question.recipient
                AND event.scope = question.scope
              ORDER BY event.at DESC, event.id DESC
              LIMIT 1) AS event
            """)
        .param(
            "accounts",
            questions.stream().map(question -> question.account().value()).toArray(UUID[]::new))
        .param(
            "recipients", questions.stream().map(ConsentQuestion::recipient).toArray(String[]::new))
        .param("scopes", questions.stream().map(ConsentQuestion::scope).toArray(String[]::new))
        .query(ConsentStore::event)
        .list()
        .forEach(
            event ->
                latest.put(
                    new ConsentQuestion(event.account(), event.recipient(), event.scope()), event));
    return latest;
  }

  List<ConsentEvent> history(AccountId account, String recipient) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.consent_events
            WHERE account_id = :account AND recipient = :recipient
            ORDER BY at, id
            """)
        .param("account", account.value())
        .param("recipient", recipient)
        .query(ConsentStore::event)
        .list();
  }

  private static ConsentEvent event(ResultSet row, int index) throws SQLException {
    return new ConsentEvent(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("recipient"),
        row.getString("scope"),
        ConsentEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        ConsentEvent.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        row.getString("evidence"),
        row.getString("message_sid"),
        Storage.instant(row, "at"));
  }
}
