// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code prefix_sends}. */
final class PrefixStore {

  /** Neighbouring numbers, as an account counts them. */
  record Key(AccountId account, String prefix, int digits) {}

  private final JdbcClient jdbc;

  PrefixStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Adds messages of this instant, forgets those of {@code oldest} and before, and keeps others
   * from adding to the same keys until the transaction ends.
   *
   * @param times how many, by key
   * @param few what no limit forbids: keys with no more are left out of the answer
   * @return when messages were accepted, these included
   */
  Map<Key, List<Instant>> add(Map<Key, Integer> times, int few, Instant now, Instant oldest) {
    // In one order, so that two nodes never wait for each other.
    return read(
        """
        INSERT INTO trunkline.prefix_sends AS known (account_id, prefix, digits, sent)
        SELECT account_id, prefix, digits, array_fill(:now::timestamptz, ARRAY[times])
        FROM unnest(:accounts::uuid[], :prefixes::text[], :digits::smallint[], :times::int[])
          AS added (account_id, prefix, digits, times)
        ORDER BY account_id, prefix, digits
        ON CONFLICT ON CONSTRAINT prefix_sends_pk DO UPDATE
          SET sent = ARRAY (SELECT one FROM unnest(known.sent) AS one WHERE one > :oldest)
            || excluded.sent
        RETURNING account_id, prefix, digits,
          CASE WHEN cardinality(sent) > :few THEN sent END AS sent
        """,
        times,
        few,
        Map.of("now", parameter(now), "oldest", parameter(oldest)));
  }

  /** What {@link #add} would answer; nothing is added. */
  Map<Key, List<Instant>> look(Map<Key, Integer> times, int few, Instant now, Instant oldest) {
    return read(
        """
        SELECT account_id, prefix, digits, CASE WHEN cardinality(sent) > :few THEN sent END AS sent
        FROM (
          SELECT account_id, prefix, digits,
            ARRAY (SELECT one FROM unnest(known.sent) AS one WHERE one > :oldest)
              || array_fill(:now::timestamptz, ARRAY[times]) AS sent
          FROM unnest(:accounts::uuid[], :prefixes::text[], :digits::smallint[], :times::int[])
            AS added (account_id, prefix, digits, times)
          LEFT JOIN trunkline.prefix_sends AS known USING (account_id, prefix, digits)) AS seen
        """,
        times,
        few,
        Map.of("now", parameter(now), "oldest", parameter(oldest)));
  }

  /** Takes back as many of what {@link #add} has just added in this transaction. */
  void takeBack(Map<Key, Integer> times) {
    jdbc.sql(
            """
            UPDATE trunkline.prefix_sends AS known SET sent = trim_array(known.sent, times)
            FROM unnest(:accounts::uuid[], :prefixes::text[], :digits::smallint[], :times::int[])
              AS added (account_id, prefix, digits, times)
            WHERE known.account_id = added.account_id AND known.prefix = added.prefix
              AND known.digits = added.digits
            """)
        .params(parameters(times))
        .update();
  }

  /** Forgets neighbourhoods of which nothing counts any more, but waits for nobody. */
  void forget(Instant oldest) {
    jdbc.sql(
            """
            DELETE FROM trunkline.prefix_sends WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM trunkline.prefix_sends
              WHERE NOT EXISTS (SELECT FROM unnest(sent) AS one WHERE one > :oldest)
              FOR UPDATE SKIP LOCKED))
            """)
        .param("oldest", Storage.parameter(oldest))
        .update();
  }

  private Map<Key, List<Instant>> read(
      String sql, Map<Key, Integer> times, int few, Map<String, Object> instants) {
    var sent = new HashMap<Key, List<Instant>>();
    jdbc.sql(sql)
        .params(parameters(times))
        .params(instants)
        .param("few", few)
        .query((RowCallbackHandler) row -> note(row, sent));
    return sent;
  }

  private static void note(ResultSet row, Map<Key, List<Instant>> sent) throws SQLException {
    var instants = row.getArray("sent");
    if (instants != null) {
      sent.put(
          new Key(
              new AccountId(row.getObject("account_id", UUID.class)),
              row.getString("prefix"),
              row.getInt("digits")),
          Arrays.stream((Timestamp[]) instants.getArray()).map(Timestamp::toInstant).toList());
    }
  }

  private static Map<String, Object> parameters(Map<Key, Integer> times) {
    var parameters = new HashMap<String, Object>();
    RowArrays.of(List.copyOf(times.entrySet()))
        .uuids("accounts", entry -> entry.getKey().account().value())
        .texts("prefixes", entry -> entry.getKey().prefix())
        .ints("digits", entry -> entry.getKey().digits())
        .ints("times", Map.Entry::getValue)
        .parameters()
        .forEach(parameters::put);
    return parameters;
  }

  private static Object parameter(Instant instant) {
    return Objects.requireNonNull(Storage.parameter(instant));
  }
}
