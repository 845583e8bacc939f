// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What claiming costs the database while few messages wait, and while many do. */
final class QueueDepthBench {
  private static final int PACE = 200;
  private static final int FEW = 5_000;
  private static final int MANY = 5_000_000;

  /** Whether something is due, and which rows are taken: one of each makes a claim. */
  private static final String MILLISECONDS_A_CLAIM =
      """
      SELECT sum(mean_exec_time) FROM pg_stat_statements
      WHERE query LIKE 'SELECT class.lane_id AS id%'
        OR query LIKE '%AS class (priority, %SKIP LOCKED%'
      """;

  private final Workshop workshop;
  private final Options options;

  QueueDepthBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var runs = options.number("--runs", 5);
    var seconds = options.number("--seconds", 15);
    var many = options.number("--many", MANY);
    var setup = Gateway.Setup.in(workshop.empty("queue-depth"), options).withPace(PACE);
    try (var emulator = Emulator.start(workshop)) {
      var page = new Page(options, "Queue depth", count(setup));
      var few = claims(setup, FEW, runs, seconds, emulator);
      var deep = claims(setup, many, runs, seconds, emulator);
      page.row("milliseconds a claim, %,d waiting".formatted(FEW), "%.3f", few);
      page.row("milliseconds a claim, %,d waiting".formatted(many), "%.3f", deep);
      page.row(
          "ratio of the medians", "%.2f", Series.of(deep.median() / few.median()), Bar.atMost(1.3));
      page.write(
          workshop,
          """
          %d runs of %d s with each number, from a sender with a pace of %d/s, so that as many are claimed \
          at a time; the mean of a run, by `pg_stat_statements`, of all statements that claim messages.\
          """
              .formatted(runs, seconds, PACE));
    }
  }

  /** Lets the database of a new folder count what its statements cost, and answers its version. */
  private String count(Gateway.Setup setup) throws IOException, InterruptedException {
    try (var gateway = Gateway.start(workshop, setup.withoutDispatch())) {
      var database = gateway.database();
      database.ask("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
      database.ask("CREATE EXTENSION pg_stat_statements SCHEMA public");
      return database.version();
    }
  }

  private Series claims(Gateway.Setup setup, int waiting, int runs, int seconds, Emulator emulator)
      throws IOException, InterruptedException {
    var means = new Series();
    for (int run = 1; run <= runs; run++) {
      Gateway.fill(workshop, setup, waiting, 1);
      try (var gateway = Gateway.start(workshop, setup)) {
        emulator.awaitTaken(emulator.taken() + PACE);
        var database = gateway.database();
        database.ask("SELECT pg_stat_statements_reset()");
        TimeUnit.SECONDS.sleep(seconds);
        means.add(database.number(MILLISECONDS_A_CLAIM));
        System.out.printf(
            "  run %d of %d: %.3f ms with %,d waiting%n", run, runs, means.latest(), waiting);
      }
    }
    return means;
  }
}
