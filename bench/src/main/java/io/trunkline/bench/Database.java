// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The database of a server under measurement, asked by PostgreSQL's own programs. */
final class Database {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String WAITING = "status = 'accepted'";
  private static final int LINE_OF_THE_PORT = 3;

  private final Path folder;
  private final Map<String, String> environment;

  private Database(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The one that runs in the data folder of a server. */
  static Database in(Path folder) throws IOException {
    var port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(LINE_OF_THE_PORT);
    var password = Files.readString(folder.resolve("postgres-password"));
    return new Database(
        folder,
        Map.of(
            "PGHOST", "127.0.0.1",
            "PGPORT", port,
            "PGUSER", "trunkline",
            "PGDATABASE", "trunkline",
            "PGPASSWORD", password,
            "PGOPTIONS", "-c search_path=trunkline,public"));
  }

  /** As {@code DATABASE_URL} names it to another server. */
  String url() {
    return "postgres://%s:%s@%s:%s/%s"
        .formatted(
            environment.get("PGUSER"),
            environment.get("PGPASSWORD"),
            environment.get("PGHOST"),
            environment.get("PGPORT"),
            environment.get("PGDATABASE"));
  }

  /** What the statement says: its rows in lines, their columns parted by {@code |}. */
  String ask(String sql) throws IOException, InterruptedException {
    return Workshop.run(folder, environment, "psql", "-XAtqv", "ON_ERROR_STOP=1", "-c", sql)
        .strip();
  }

  double number(String sql) throws IOException, InterruptedException {
    return Double.parseDouble(ask(sql));
  }

  String version() throws IOException, InterruptedException {
    return "PostgreSQL " + ask("SHOW server_version");
  }

  /** Refuses to measure a database that may forget what it has confirmed. */
  void mustBeDurable() throws IOException, InterruptedException {
    for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      var value = ask("SHOW " + setting);
      if (!value.equals("on")) {
        throw new IllegalStateException(setting + " is " + value);
      }
    }
  }

  /** Writes down what is in memory only, so that it does not fall into what comes next. */
  void settle() throws IOException, InterruptedException {
    ask("CHECKPOINT");
  }

  /** Lets so many messages wait, like the one that does already. */
  void fill(int waiting) throws IOException, InterruptedException {
    var missing = waiting - (int) number("SELECT count(*) FROM messages WHERE " + WAITING);
    // What they refer to is there, since it is for the first one.
    ask(
        """
        SET session_replication_role = replica;
        INSERT INTO messages
        SELECT another.*
        FROM (SELECT messages FROM messages WHERE %s LIMIT 1) one (sample),
          generate_series(1, %d) number,
          jsonb_populate_record(one.sample, jsonb_build_object(
            'id', uuidv7(), 'recipient', '+1415' || (5600000 + number %% 3000000))) another
        """
            .formatted(WAITING, missing));
    ask("VACUUM ANALYZE messages");
    settle();
  }

  /** Waits until no message is still to be handed over, or in doubt. */
  void awaitIdle() throws IOException, InterruptedException {
    var unfinished =
        "SELECT count(*) FROM messages WHERE status IN ('accepted', 'dispatching', 'unconfirmed')";
    Waiting.until(PATIENCE, () -> number(unfinished) == 0, "handed over what waited");
  }

  /** Waits until every callback that came in is applied. */
  void awaitCallbacksApplied() throws IOException, InterruptedException {
    var due = "SELECT count(*) FROM callbacks_due";
    Waiting.until(PATIENCE, () -> number(due) == 0, "applied the callbacks that came in");
  }

  /** How often in a second so many clients run a statement, each in a transaction of its own. */
  double perSecond(String sql, int clients, int seconds) throws IOException, InterruptedException {
    var script = folder.resolve("pgbench.sql");
    Files.writeString(script, sql);
    var said =
        Workshop.run(
            folder,
            environment,
            "pgbench",
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=2",
            "--time=" + seconds,
            "--file=" + script);
    var rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException("pgbench said no rate: " + said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
