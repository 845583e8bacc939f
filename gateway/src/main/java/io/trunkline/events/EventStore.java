// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code events}. */
final class EventStore {

  /** How many events are looked at for one page, however few of them are asked for. */
  private static final int WINDOW = 10_000;

  /**
   * What is told ends below the oldest transaction that is still open: nothing can be committed any
   * more that comes before it.
   */
  private static final String IS_SETTLED =
      "(tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";

  /** Above all that a transaction of this cluster can have told and committed. */
  private static final String NEXT_TX = "pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

  /**
   * Nothing is told while events of another cluster stand above: whoever goes on after one of ours
   * would miss them once they are numbered anew.
   */
  private static final String ALL_ARE_OF_THIS_CLUSTER =
      "NOT EXISTS (SELECT FROM trunkline.events WHERE account_id = %s AND tx >= " + NEXT_TX + ")";

  /**
   * @param times how often events were numbered anew; places found before are none any more
   * @param isDue whether those of an account have to be, since they are of another cluster
   */
  record Numbering(long times, boolean isDue) {}

  /** An event and where it is. */
  record Placed(Event event, Position position) {}

  /** The place right after an event. */
  record End(EventId event, Position position) {}

  /**
   * The place right after an event that somebody has read.
   *
   * @param isGone whether something that came after it is not kept any more, or about to go
   */
  record Cursor(End end, boolean isGone) {}

  /**
   * What was found.
   *
   * @param reached the last that was looked at, asked for or not; null if there was none
   * @param more whether there was more to be looked at
   */
  record Found(List<Placed> events, @Nullable Placed reached, boolean more) {}

  /**
   * A row of a page.
   *
   * @param asked false for one that only says how far was looked
   * @param seen how many were looked at
   */
  private record Row(Placed placed, boolean asked, int seen) {}

  private final JdbcClient jdbc;

  EventStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Behind all that is told of the same things; {@code V084} says why.
   *
   * @return the version of {@code event_audience}
   */
  UUID insert(List<Event> events) {
    return jdbc.sql(
            """
            WITH recorded AS (
              INSERT INTO trunkline.events (id, account_id, tx, type, subject, at, data)
              SELECT id, account,
                greatest(
                  pg_current_xact_id()::text::bigint,
                  (SELECT max(last.tx)
                    FROM (SELECT DISTINCT unnest(:subject::text[]) AS subject) AS told
                    CROSS JOIN LATERAL (
                      SELECT tx FROM trunkline.events
                      WHERE events.subject = told.subject AND tx < (SELECT %s)
                      ORDER BY tx DESC
                      LIMIT 1) AS last)),
                type, subject, at, data::json
              FROM unnest(
                :id::uuid[], :account::uuid[], :type::text[], :subject::text[],
                :at::timestamptz[], :data::text[])
                AS new (id, account, type, subject, at, data))
            SELECT version FROM trunkline.event_audience
            """
                .formatted(NEXT_TX))
        .params(
            RowArrays.of(events)
                .uuids("id", event -> event.id().value())
                .uuids("account", event -> event.account().value())
                .texts("type", Event::type)
                .texts("subject", Event::subject)
                .instants("at", Event::at)
                .texts("data", Event::data)
                .parameters())
        .query(UUID.class)
        .single();
  }

  Optional<Event> find(AccountId account, EventId id) {
    return jdbc.sql("SELECT * FROM trunkline.events WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id.value())
        .query((row, index) -> placed(row).event())
        .optional();
  }

  /**
   * Where an event is, or was if it is the last that was removed: nothing that was removed came
   * after that.
   *
   * @param oldest what was made before may be removed at any time
   */
  Optional<Cursor> cursor(AccountId account, EventId id, Instant oldest) {
    return jdbc.sql(
            """
            SELECT place.id, place.tx, place.seq,
              EXISTS (
                SELECT FROM trunkline.event_ends AS ends
                WHERE ends.account_id = :account AND (ends.tx, ends.seq) > (place.tx, place.seq))
              OR place.id < :oldest AND coalesce(
                (SELECT next.id < :oldest FROM trunkline.events AS next
                  WHERE next.account_id = :account AND (next.tx, next.seq) > (place.tx, place.seq)
                  ORDER BY next.tx, next.seq
                  LIMIT 1),
                false) AS is_gone
            FROM (
              SELECT id, tx, seq FROM trunkline.events WHERE account_id = :account AND id = :id
              UNION ALL
              SELECT id, tx, seq FROM trunkline.event_ends WHERE account_id = :account AND id = :id)
              AS place
            """)
        .param("account", account.value())
        .param("id", id.value())
        .param("oldest", Ids.madeFrom(oldest))
        .query((row, index) -> new Cursor(end(row), row.getBoolean("is_gone")))
        .optional();
  }

  /** Where the events of an account end for now, also if none of them is kept. */
  Optional<End> end(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, tx, seq FROM (
              (SELECT id, tx, seq FROM trunkline.events
                WHERE account_id = :account AND %s
                ORDER BY tx DESC, seq DESC
                LIMIT 1)
              UNION ALL
              SELECT id, tx, seq FROM trunkline.event_ends WHERE account_id = :account) AS ends
            ORDER BY tx DESC, seq DESC
            LIMIT 1
            """
                .formatted(IS_SETTLED))
        .param("account", account.value())
        .query((row, index) -> end(row))
        .optional();
  }

  /** Since when events are recorded that are not told yet; empty if all are. */
  Optional<Instant> heldBackSince() {
    return jdbc.sql(
            """
            SELECT first.at FROM trunkline.accounts
            CROSS JOIN LATERAL (
              SELECT at FROM trunkline.events
              WHERE account_id = accounts.id AND NOT %s
              ORDER BY tx, seq
              LIMIT 1) AS first
            ORDER BY first.at
            LIMIT 1
            """
                .formatted(IS_SETTLED))
        .query((row, index) -> Storage.instant(row, "at"))
        .optional();
  }

  /** The oldest that is kept, of whatever account. */
  Optional<EventId> oldest() {
    return jdbc.sql("SELECT id FROM trunkline.events ORDER BY id LIMIT 1")
        .query((row, index) -> new EventId(row.getObject("id", UUID.class)))
        .optional();
  }

  /** The next in their order, in one look at the table. */
  Found after(Position position, EventQuery query) {
    boolean isOpen = query.types().areAll();
    var rows =
        jdbc.sql(
                """
                WITH seen AS (
                  SELECT id, tx, seq, (%s) AS asked
                  FROM trunkline.events
                  WHERE account_id = :account AND (tx, seq) > (:tx, :seq) AND %s AND %s %s
                  ORDER BY tx, seq
                  LIMIT :window),
                last AS (SELECT id FROM seen ORDER BY tx DESC, seq DESC LIMIT 1)
                SELECT events.*, seen.asked, (SELECT count(*) FROM seen) AS seen
                FROM seen JOIN trunkline.events AS events ON events.id = seen.id
                WHERE seen.asked OR seen.id IN (SELECT id FROM last)
                ORDER BY seen.tx, seen.seq
                LIMIT :limit + 1
                """
                    .formatted(
                        isOpen
                            ? "true"
                            : "type = ANY (:exact::text[]) OR type ^@ ANY (:prefixes::text[])",
                        IS_SETTLED,
                        ALL_ARE_OF_THIS_CLUSTER.formatted(":account"),
                        query.subject() == null ? "" : "AND subject = :subject"))
            .param("account", query.account().value())
            .param("tx", position.tx())
            .param("seq", position.seq())
            .param("exact", query.types().exact().toArray(String[]::new))
            .param("prefixes", query.types().prefixes().toArray(String[]::new))
            .param("subject", query.subject())
            .param("limit", query.limit())
            .param("window", isOpen ? query.limit() + 1 : WINDOW)
            .query(
                (row, index) -> new Row(placed(row), row.getBoolean("asked"), row.getInt("seen")))
            .list();
    return found(rows, query.limit());
  }

  /**
   * What is new of several accounts, in one look at the table.
   *
   * @param ends how far each of them is known
   * @param limit at most so many of each
   */
  Map<AccountId, List<Placed>> after(Map<AccountId, Position> ends, int limit) {
    return jdbc
        .sql(
            """
            SELECT news.*
            FROM unnest(:account::uuid[], :tx::text[]::bigint[], :seq::text[]::bigint[])
              AS known (account_id, tx, seq)
            CROSS JOIN LATERAL (
              SELECT * FROM trunkline.events
              WHERE account_id = known.account_id AND (tx, seq) > (known.tx, known.seq) AND %s
              ORDER BY tx, seq
              LIMIT :limit) AS news
            WHERE %s
            ORDER BY news.tx, news.seq
            """
                .formatted(IS_SETTLED, ALL_ARE_OF_THIS_CLUSTER.formatted("known.account_id")))
        .params(
            RowArrays.of(List.copyOf(ends.entrySet()))
                .uuids("account", one -> one.getKey().value())
                .texts("tx", one -> Long.toString(one.getValue().tx()))
                .texts("seq", one -> Long.toString(one.getValue().seq()))
                .parameters())
        .param("limit", limit)
        .query((row, index) -> placed(row))
        .list()
        .stream()
        .collect(Collectors.groupingBy(one -> one.event().account()));
  }

  Numbering numbering(Collection<AccountId> accounts) {
    return jdbc.sql(
            """
            SELECT times, EXISTS (
              SELECT FROM unnest(:accounts::uuid[]) AS known (account_id)
              WHERE NOT %s) AS is_due
            FROM trunkline.events_numbering
            """
                .formatted(ALL_ARE_OF_THIS_CLUSTER.formatted("known.account_id")))
        .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .query((row, index) -> new Numbering(row.getLong("times"), row.getBoolean("is_due")))
        .single();
  }

  private static Found found(List<Row> rows, int limit) {
    if (rows.isEmpty()) {
      return new Found(List.of(), null, false);
    }
    var page = rows.stream().limit(limit).toList();
    boolean cut = rows.size() > limit;
    return new Found(
        page.stream().filter(Row::asked).map(Row::placed).toList(),
        page.getLast().placed(),
        cut || rows.getFirst().seen() == WINDOW);
  }

  private static Placed placed(ResultSet row) throws SQLException {
    return new Placed(
        new Event(
            new EventId(row.getObject("id", UUID.class)),
            new AccountId(row.getObject("account_id", UUID.class)),
            row.getString("type"),
            row.getString("subject"),
            Storage.instant(row, "at"),
            row.getString("data")),
        position(row));
  }

  private static End end(ResultSet row) throws SQLException {
    return new End(new EventId(row.getObject("id", UUID.class)), position(row));
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(row.getLong("tx"), row.getLong("seq"));
  }
}
