// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

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
            .replace(":lane", "$3")
            .replace(":priorities::", "$4::");
    var jdbc = DATABASE.jdbc();
    return TRANSACTIONS.execute(
        status -> {
          jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
          jdbc.sql("PREPARE kept (timestamptz, text, uuid, smallint[]) AS " + numbered).update();
          var plan = jdbc.sql("EXPLAIN EXECUTE kept ('2026-11-21Z', '', NULL, '{}')");
          return String.join("\n", plan.query(String.class).list());
        });
  }
}
