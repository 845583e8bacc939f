// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class StorageTest {

  private static final StorageProperties MIGRATE = new StorageProperties(true);
  private static final StorageProperties LEAVE_ALONE = new StorageProperties(false);
  private static final TestDatabase DATABASE = TestDatabase.create();

  @Test
  void refusesADatabaseThatLacksMigrationsAndLeavesItAlone() {
    var empty = TestDatabase.empty();

    assertThatThrownBy(() -> new Storage(empty, LEAVE_ALONE)).isInstanceOf(FlywayException.class);
    assertThat(tables(empty)).isEmpty();
  }

  @Test
  void refusesADatabaseThatLacksTheLatestMigration() {
    var database = TestDatabase.create();
    database
        .jdbc()
        .sql(
            """
            DELETE FROM trunkline.schema_history
            WHERE installed_rank = (SELECT max(installed_rank) FROM trunkline.schema_history)
            """)
        .update();

    assertThatThrownBy(() -> new Storage(database.dataSource(), LEAVE_ALONE))
        .isInstanceOf(FlywayException.class);
  }

  @Test
  void acceptsADatabaseThatAnAdministratorHasMigrated() {
    assertThat(new Storage(DATABASE.dataSource(), LEAVE_ALONE).jdbc().sql("SELECT 1").query())
        .isNotNull();
  }

  @Test
  void keepsEverythingInASchemaOfItsOwn() {
    assertThat(tables(DATABASE.dataSource()))
        .contains("trunkline.schema_history", "trunkline.accounts", "trunkline.messages")
        .allMatch(table -> table.startsWith("trunkline."));
  }

  @Test
  void letsTwoNodesStartAtOnceOnANewDatabase() throws Exception {
    var empty = TestDatabase.empty();
    Callable<Storage> start = () -> new Storage(empty, MIGRATE);

    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var node : nodes.invokeAll(List.of(start, start, start), 30, SECONDS)) {
        assertThat(node.get()).isNotNull();
      }
    }
    assertThat(tables(empty)).isEqualTo(tables(DATABASE.dataSource()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T12:00:00Z",
        "2026-11-21T12:00:00.123456Z",
        "2026-03-29T01:30:00.000001Z",
        "1969-12-31T23:59:59.999999Z",
        "1900-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void givesAnInstantBackToTheMicrosecond(Instant instant) {
    assertThat(roundTrip(instant)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:00:00.123456789Z, 2026-11-21T12:00:00.123456Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z"
  })
  void foreseesWhatTheDatabaseWillGiveBack(Instant precise, Instant storable) {
    assertThat(Storage.storable(precise)).isEqualTo(storable);
    assertThat(roundTrip(Storage.storable(precise))).isEqualTo(storable);
  }

  @Test
  void givesNothingBackForNothing() {
    assertThat(Storage.parameter(null)).isNull();
  }

  @Test
  void migratesUnlessToldNotTo() {
    assertThat(bind("")).isEqualTo(MIGRATE);
    assertThat(bind("false")).isEqualTo(LEAVE_ALONE);
    assertThatThrownBy(() -> bind("perhaps")).rootCause().hasMessageContaining("perhaps");
  }

  private static StorageProperties bind(String migrate) {
    var source = new MapConfigurationPropertySource();
    if (!migrate.isEmpty()) {
      source.put("trunkline.storage.migrate", migrate);
    }
    return new Binder(source).bindOrCreate("trunkline.storage", StorageProperties.class);
  }

  private static Instant roundTrip(Instant instant) {
    return DATABASE
        .jdbc()
        .sql("SELECT :at::timestamptz AS at")
        .param("at", Storage.parameter(instant))
        .query((row, index) -> Storage.instant(row, "at"))
        .single();
  }

  private static List<String> tables(DataSource dataSource) {
    return JdbcClient.create(dataSource)
        .sql(
            """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1
            """)
        .query((row, index) -> row.getString(1))
        .list();
  }
}
