// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.util.stream.Collectors.groupingBy;

import io.trunkline.account.AccountId;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code consent_events}: appends and reads, nothing else. */
final class ConsentStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  ConsentStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Writes what is not there yet. It counts in this order, and is inserted in that of the ids:
   * transactions that write some of the same wait for each other, and never in a circle.
   *
   * @return the ids of what was written
   */
  Set<UUID> append(List<ConsentEvent> events) {
    return new HashSet<>(
        jdbc.sql(
                """
                WITH said AS (
                  SELECT *
                  FROM unnest(:ids::uuid[], :accounts::uuid[], :recipients::text[], :scopes::text[], :kinds::text[],
                      :purposes::text[], :levels::text[], :sources::text[], :evidence::jsonb[], :ats::timestamptz[],
                      :recorded::timestamptz[]) WITH ORDINALITY
                    AS event (id, account_id, recipient, scope, kind, purposes, level, source, evidence, at,
                      recorded_at, place)
                  ORDER BY place),
                numbered AS MATERIALIZED (
                  SELECT said.*, nextval('trunkline.consent_events_ordinal_seq') AS ordinal FROM said)
                INSERT INTO trunkline.consent_events
                  (id, account_id, recipient, scope, kind, purposes, level, source, evidence, at, recorded_at, ordinal)
                OVERRIDING SYSTEM VALUE
                SELECT id, account_id, recipient, scope, kind, purposes::text[], level, source, evidence, at,
                  recorded_at, ordinal
                FROM numbered
                ORDER BY id, ordinal
                ON CONFLICT (id) DO NOTHING
                RETURNING id
                """)
            .params(
                RowArrays.of(events)
                    .uuids("ids", ConsentEvent::id)
                    .uuids("accounts", event -> event.account().value())
                    .texts("recipients", event -> event.recipient().e164())
                    .texts("scopes", event -> event.scope().value())
                    .texts("kinds", event -> written(event.kind()))
                    .texts("purposes", event -> written(event.purposes()))
                    .texts("levels", event -> event.level() == null ? null : written(event.level()))
                    .texts("sources", event -> written(event.source()))
                    .texts("evidence", event -> JSON.writeValueAsString(event.evidence()))
                    .instants("ats", ConsentEvent::at)
                    .instants("recorded", ConsentEvent::recordedAt)
                    .parameters())
            .query(UUID.class)
            .list());
  }

  /** Keeps texts that are not kept yet. */
  void keep(AccountId account, Collection<String> texts) {
    jdbc.sql(
            """
            INSERT INTO trunkline.consent_texts (account_id, sha256, text)
            SELECT :account, sha256, text
            FROM unnest(:hashes::text[], :texts::text[]) AS shown (sha256, text)
            ORDER BY sha256
            ON CONFLICT DO NOTHING
            """)
        .param("account", account.value())
        .params(
            RowArrays.of(List.copyOf(texts))
                .texts("hashes", Sha256::hex)
                .texts("texts", text -> text)
                .parameters())
        .update();
  }

  /** Those of the texts that are kept. */
  List<String> texts(AccountId account, Collection<String> hashes) {
    return jdbc.sql(
            """
            SELECT text FROM trunkline.consent_texts
            WHERE account_id = :account AND sha256 = ANY (:hashes::text[])
            ORDER BY sha256
            """)
        .param("account", account.value())
        .param("hashes", hashes.toArray(String[]::new))
        .query((row, _) -> row.getString("text"))
        .list();
  }

  /** The events of an account in the order of the chain, from after a place in it. */
  List<ConsentEvent> chained(AccountId account, long after, int limit) {
    return jdbc.sql(
            """
            SELECT event.*
            FROM trunkline.consent_links AS link
            JOIN trunkline.consent_events AS event ON event.id = link.event_id
            WHERE link.account_id = :account AND seq > :after
            ORDER BY seq
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("after", after)
        .param("limit", limit)
        .query(ConsentStore::event)
        .list();
  }

  /** Chains events of this transaction; locks the chains of their accounts until it ends. */
  void link(Collection<UUID> events) {
    jdbc.sql("SELECT 1 FROM trunkline.consent_link(:events::uuid[])")
        .param("events", events.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  /** All that is known of each of these; whoever has said nothing is left out. */
  Map<Person, Standing> standing(Collection<Person> people) {
    var rows = RowArrays.of(List.copyOf(people));
    return jdbc
        .sql(
            """
            SELECT event.*
            FROM unnest(:accounts::uuid[], :recipients::text[]) AS person (account_id, recipient)
            JOIN trunkline.consent_events AS event USING (account_id, recipient)
            ORDER BY ordinal
            """)
        .params(
            rows.uuids("accounts", person -> person.account().value())
                .texts("recipients", Person::recipient)
                .parameters())
        .query(ConsentStore::event)
        .list()
        .stream()
        .collect(
            groupingBy(
                event -> new Person(event.account(), event.recipient().e164()),
                Collectors.collectingAndThen(Collectors.toList(), Standing::new)));
  }

  /**
   * What has been said of somebody, in the order in which it counts.
   *
   * @param after the last that is known already; null to begin with the oldest
   */
  List<ConsentEvent> history(Person person, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.consent_events
            WHERE account_id = :account AND recipient = :recipient
              AND (:after::uuid IS NULL
                OR (at, ordinal) > (SELECT at, ordinal FROM trunkline.consent_events WHERE id = :after))
            ORDER BY at, ordinal
            LIMIT :limit
            """)
        .param("account", person.account().value())
        .param("recipient", person.recipient())
        .param("after", after)
        .param("limit", limit)
        .query(ConsentStore::event)
        .list();
  }

  /** Those of the ids that there are, in the order of writing. */
  List<ConsentEvent> find(Collection<UUID> ids) {
    return jdbc.sql(
            "SELECT * FROM trunkline.consent_events WHERE id = ANY (:ids::uuid[]) ORDER BY ordinal")
        .param("ids", ids.toArray(UUID[]::new))
        .query(ConsentStore::event)
        .list();
  }

  static ConsentEvent event(ResultSet row, int index) throws SQLException {
    var level = row.getString("level");
    return new ConsentEvent(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        new PhoneNumber(row.getString("recipient")),
        new ConsentScope(row.getString("scope")),
        ConsentEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        purposes(row),
        level == null ? null : ConsentLevel.valueOf(level.toUpperCase(Locale.ROOT)),
        ConsentEvent.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        JSON.readValue(row.getString("evidence"), Evidence.class),
        Storage.instant(row, "at"),
        Storage.instant(row, "recorded_at"));
  }

  private static Set<Purpose> purposes(ResultSet row) throws SQLException {
    var array = row.getArray("purposes");
    return array == null
        ? Set.of()
        : Stream.of((String[]) array.getArray())
            .map(name -> Purpose.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable String written(Set<Purpose> purposes) {
    return purposes.isEmpty()
        ? null
        : purposes.stream()
            .sorted()
            .map(ConsentStore::written)
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
