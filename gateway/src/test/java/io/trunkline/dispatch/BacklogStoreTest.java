// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.storage.Storage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and that it is read by ranges of the index, however much waits. */
class BacklogStoreTest extends PacedQueueStage {

  private final Errands errands = errands(worked::add);
  private final BacklogStore store = new BacklogStore(DATABASE.storage(), errands);

  @BeforeEach
  @AfterEach
  void empty() {
    DATABASE.jdbc().sql("TRUNCATE errands").update();
  }

  @Test
  void findsTheClassesInWhichSomethingIsDue() {
    var other = lane(1);
    put(lane, 4, NOON, 1);
    put(lane, 4, NOON, 1);
    put(lane, 1, NOON, 1);
    put(lane, 2, NOON.plusSeconds(1), 1);
    put(other, 0, NOON.plusSeconds(1), 1);

    assertThat(store.due(NOON).classes()).containsOnlyKeys(lane.id());
    assertThat(store.due(NOON).classes().get(lane.id())).containsExactly(1, 4);
    assertThat(store.due(NOON.plusSeconds(1)).classes()).hasSize(2);
  }

  @Test
  void locksTheOldestOfEachClass() {
    var second = put(lane, 4, NOON, 1);
    var first = put(lane, 4, NOON.minusSeconds(1), 1);
    put(lane, 4, NOON.plusSeconds(1), 1);
    var urgent = put(lane, 1, NOON, 1);
    put(lane, 2, NOON, 1);

    assertThat(lock(3)).extracting(Waiting::id).containsExactly(urgent, first, second);
    assertThat(lock(1)).extracting(Waiting::id).containsExactly(urgent, first);
  }

  private List<Waiting> lock(int most) {
    return TRANSACTIONS.execute(status -> store.lock(lane.id(), List.of(1, 4), NOON, most));
  }

  @Test
  void findsWhatComesBackBeforeWhatItHasSeen() {
    put(lane, 4, NOON, 1);
    assertThat(lock(3)).hasSize(1);

    var older = put(lane, 4, NOON.minusSeconds(1), 1);

    await()
        .until(
            () -> {
              store.due(NOON);
              return lock(3).getFirst().id().equals(older);
            });
  }

  /** The oldest 20,000 have been taken, and nothing has been vacuumed since. */
  @Test
  void stepsOverNothingThatHasBeenTaken() {
    DATABASE.jdbc().sql("ALTER TABLE errands SET (autovacuum_enabled = false)").update();
    putMany(lane, 4, 25_000);
    store.due(NOON);
    DATABASE
        .jdbc()
        .sql(
            """
            UPDATE errands SET status = 'done'
            WHERE id IN (SELECT id FROM errands ORDER BY due_at, id LIMIT 20000)
            """)
        .update();
    store.due(NOON);
    var before = buffersRead();

    for (int i = 0; i < 10; i++) {
      store.due(NOON);
      lock(16);
    }

    assertThat(buffersRead() - before).isLessThan(10 * 60);
  }

  /** Of the index by this connection; statistics are flushed when it asks. */
  private static long buffersRead() {
    return DATABASE
        .jdbc()
        .sql(
            """
            SELECT pg_stat_force_next_flush(), idx_blks_hit + idx_blks_read AS buffers
            FROM pg_statio_user_tables WHERE relname = 'errands'
            """)
        .query((row, index) -> row.getLong("buffers"))
        .single();
  }

  /** With the statistics of a table that has just been filled, and of one that is known well. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neitherSortsNorScansHoweverMuchWaits(boolean analyzed) {
    DATABASE
        .jdbc()
        .sql(
            """
            INSERT INTO errands
            SELECT gen_random_uuid(), md5((n % 20)::text)::uuid, 'waiting', n % 5,
              :now::timestamptz + (n % 1000 - 500) * interval '1 second', 1
            FROM generate_series(1, 100000) AS n
            """)
        .param("now", Storage.parameter(NOON))
        .update();
    if (analyzed) {
      DATABASE.jdbc().sql("ANALYZE errands").update();
    }

    assertThat(plan(BacklogStore.dueSql(errands)))
        .contains("errands_waiting")
        .doesNotContain("Seq Scan on errands", "Sort", "Bitmap Heap Scan on errands");
    assertThat(plan(BacklogStore.lockSql(errands, 64)))
        .contains("errands_waiting")
        .doesNotContain("Seq Scan on errands", "Sort", "Bitmap Heap Scan on errands");
  }

  /** The plan for any parameters, as PostgreSQL keeps it for a statement that is used often. */
  private static String plan(String sql) {
    var numbered =
        sql.replace(":now", "$1")
            .replace(":queue", "$2")
            .replace(":priorities::", "$4::")
            .replace(":since::", "$5::")
            .replace(":since_id::", "$6::")
            .replace(":lanes::", "$7::")
            .replace(":after_lane::", "$7::")
            .replace(":before_lane::", "$7::")
            .replace(":after_priority::", "$4::")
            .replace(":before_priority::", "$4::")
            .replace(":lane", "$3");
    var jdbc = DATABASE.jdbc();
    return TRANSACTIONS.execute(
        status -> {
          jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
          jdbc.sql(
                  "PREPARE kept (timestamptz, text, uuid, smallint[], timestamptz[], uuid[],"
                      + " uuid[]) AS "
                      + numbered)
              .update();
          var plan =
              jdbc.sql("EXPLAIN EXECUTE kept ('2026-11-21Z', '', NULL, '{}', '{}', '{}', '{}')");
          return String.join("\n", plan.query(String.class).list());
        });
  }
}
