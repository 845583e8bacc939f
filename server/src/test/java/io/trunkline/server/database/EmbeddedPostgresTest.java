// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.security.auth.module.UnixSystem;
import io.trunkline.account.EncryptionKey;
import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder for all, since making a database is the slow part. */
class EmbeddedPostgresTest {

  @TempDir static Path folder;

  @BeforeAll
  static void makeTable() throws SQLException {
    try (var database = Database.embedded(folder)) {
      execute(database, "CREATE TABLE notes (words text)");
    }
  }

  @AfterAll
  static void leaveNothingRunning() throws IOException {
    assertThat(Postmaster.of(cluster())).isEmpty();
  }

  @AfterEach
  void unlocked() throws IOException {
    DataFolder.at(folder).lock().orElseThrow().close();
  }

  @Test
  void startsWithEverySettingThatMakesCommitsDurable() throws SQLException {
    try (var database = Database.embedded(folder);
        var connection = connect(database)) {
      var durability = Durability.of(connection);

      assertThat(durability.settings())
          .containsOnlyKeys("fsync", "synchronous_commit", "full_page_writes")
          .allSatisfy((name, setting) -> assertThat(setting).isEqualTo("on"));
      assertThat(durability.keepsWhatItPromised()).isTrue();
      assertThat(durability.recentEnough()).isTrue();
      assertThat(durability.version()).startsWith("18.");
    }
  }

  @Test
  void keepsRowsFromOneStartToTheNext() throws SQLException {
    try (var database = Database.embedded(folder)) {
      execute(database, "INSERT INTO notes VALUES ('kept')");
    }

    try (var database = Database.embedded(folder)) {
      assertThat(value(database, "SELECT count(*) FROM notes WHERE words = 'kept'")).isEqualTo("1");
    }
  }

  @Test
  void bringsOneEncryptionKeyThatOnlyItsOwnerCanRead() throws IOException {
    EncryptionKey key;
    try (var database = Database.embedded(folder);
        var visited = Database.visited(folder)) {
      key = database.encryptionKey().orElseThrow();
      assertThat(visited.encryptionKey()).contains(key);
    }

    try (var database = Database.embedded(folder)) {
      assertThat(database.encryptionKey()).contains(key);
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("encryption-key")))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);

    Files.writeString(folder.resolve("encryption-key"), "no key");
    assertThatThrownBy(() -> Database.embedded(folder))
        .isInstanceOf(PlainFailure.class)
        .hasMessageContaining("encryption-key is no encryption key");
    Files.writeString(folder.resolve("encryption-key"), key.base64());
  }

  @Test
  void refusesASecondServerAndNamesTheFirst() {
    try (var database = Database.embedded(folder)) {
      assertThatThrownBy(() -> Database.embedded(folder))
          .isInstanceOf(PlainFailure.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      assertThat(database.folder()).isPresent();
    }
  }

  @Test
  void letsVisitorsShareTheDatabaseOfARunningServer() throws SQLException {
    try (var database = Database.embedded(folder)) {
      try (var visit = Database.visited(folder)) {
        assertThat(visit.address()).isEqualTo(database.address());
      }

      assertThat(value(database, "SELECT 1")).as("alive after the visitor went").isEqualTo("1");
    }
  }

  @Test
  void startsForVisitorsWhenNobodyServes() throws SQLException {
    try (var visit = Database.visited(folder)) {
      assertThat(value(visit, "SELECT 1")).isEqualTo("1");
    }
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void startsAgainWhereItWasWhenItDies() throws Exception {
    try (var database = Database.embedded(folder)) {
      execute(database, "INSERT INTO notes VALUES ('before')");
      var address = database.address();

      postmasterProcess().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () ->
                  value(database, "SELECT count(*) FROM notes WHERE words = 'before'").equals("1")
                      && database.address().equals(address));
    }
  }

  @Test
  void stopsTheOrphanOfAKilledServer() throws Exception {
    kill(server("survivor"));
    var orphan = postmasterProcess();
    assertThat(orphan.isAlive()).isTrue();

    try (var database = Database.embedded(folder)) {
      awaitEndOf(orphan);
      assertThat(value(database, "SELECT count(*) FROM notes WHERE words = 'survivor'"))
          .isEqualTo("1");
    }
  }

  @Test
  void keepsWhatWasCommittedWhenServerAndDatabaseAreKilled() throws Exception {
    var server = server("committed");
    kill(postmasterProcess());
    kill(server);

    try (var database = Database.embedded(folder)) {
      assertThat(value(database, "SELECT count(*) FROM notes WHERE words = 'committed'"))
          .isEqualTo("1");
    }
  }

  @Test
  void isNotHeldUpByAPidFileWhoseNumberBelongsToAStranger() throws Exception {
    var stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          Postmaster.file(cluster()),
          "%d\n%s\n1\n5432\n\n127.0.0.1\n 1 1\nready\n".formatted(stranger.pid(), cluster()),
          US_ASCII);

      try (var database = Database.embedded(folder)) {
        assertThat(value(database, "SELECT 1")).isEqualTo("1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
      stranger.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void neverRunsAsRoot() throws IOException {
    Assumptions.assumeTrue(new UnixSystem().getUid() == 0, "only root can be refused");
    try (var database = Database.embedded(folder)) {
      assertThat(database.folder()).isPresent();
      assertThat(postmasterProcess().info().user().orElseThrow()).isNotEqualTo("root");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    try (var database = Database.embedded(folder)) {
      var url = database.address().jdbcUrl();

      assertThatThrownBy(() -> DriverManager.getConnection(url, "trunkline", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void refusesADatabaseOfAnotherMajorVersion() throws IOException {
    var file = cluster().resolve("PG_VERSION");
    var version = Files.readString(file, US_ASCII);
    Files.writeString(file, "17\n", US_ASCII);
    try {
      assertThatThrownBy(() -> Database.embedded(folder))
          .isInstanceOf(PlainFailure.class)
          .hasMessageContaining("made by PostgreSQL 17");
    } finally {
      Files.writeString(file, version, US_ASCII);
    }
  }

  private static Path cluster() {
    return DataFolder.at(folder).cluster();
  }

  private static ProcessHandle postmasterProcess() throws IOException {
    return ProcessHandle.of(Postmaster.of(cluster()).orElseThrow().pid()).orElseThrow();
  }

  /** Another process that has the folder, and has committed a note. */
  private static ProcessHandle server(String words) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                folder.toString(),
                words)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader(US_ASCII)) {
      assertThat(output.lines().anyMatch("committed"::equals)).isTrue();
    }
    return process.toHandle();
  }

  /** The program that {@link #server} runs. */
  static final class Server {
    public static void main(String[] arguments) throws Exception {
      var database = Database.embedded(Path.of(arguments[0]));
      execute(database, "INSERT INTO notes VALUES ('" + arguments[1] + "')");
      IO.println("committed");
      new CountDownLatch(1).await();
    }
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    awaitEndOf(process);
  }

  /** A process without a parent is there until the system has cleared it away. */
  private static void awaitEndOf(ProcessHandle process) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  private static Connection connect(Database database) throws SQLException {
    var address = database.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.credentials());
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Database database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
