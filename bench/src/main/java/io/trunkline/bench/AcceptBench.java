// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;

/**
 * Accepts messages for good, in turn with {@code pgbench}, which inserts single rows of the same
 * size into the same database from as many clients.
 */
final class AcceptBench {
  private static final int CLIENTS = 64;
  private static final int WARM_UP_SECONDS = 20;
  private static final String INSERT =
      "INSERT INTO bench_rows (id, filler) VALUES (gen_random_uuid(), repeat('x', %d));";

  /** Of a row beside its filler: the header and the key. */
  private static final int OVERHEAD = 44;

  private final Workshop workshop;
  private final Options options;

  AcceptBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var runs = options.number("--runs", 5);
    var seconds = options.number("--seconds", 15);
    var wrk = new Wrk(workshop, "accept.lua", 2, CLIENTS);
    var setup = Gateway.Setup.in(workshop.empty("accept"), options).withoutDispatch();
    try (var gateway = Gateway.start(workshop, setup)) {
      var database = gateway.database();
      database.mustBeDurable();
      var page = new Page(options, "Durable accept", database.version(), Wrk.version(workshop));
      wrk.push(Gateway.URL, WARM_UP_SECONDS, gateway.settings());
      var size = (int) database.number("SELECT avg(pg_column_size(m.*)) FROM messages m");
      database.ask("CREATE TABLE bench_rows (id uuid PRIMARY KEY, filler text NOT NULL)");
      var accepted = new Series();
      var median = new Series();
      var most = new Series();
      var inserted = new Series();
      for (int run = 1; run <= runs; run++) {
        database.settle();
        var load = wrk.load(Gateway.URL, seconds, gateway.settings());
        accepted.add(load.perSecond());
        median.add(load.median());
        most.add(load.most());
        database.settle();
        inserted.add(database.perSecond(INSERT.formatted(size - OVERHEAD), CLIENTS, seconds));
        System.out.printf(
            "  run %d of %d: %.0f against %.0f%n", run, runs, load.perSecond(), inserted.latest());
      }
      page.row("messages accepted in a second", "%.0f", accepted);
      page.row("rows inserted in a second by pgbench", "%.0f", inserted);
      page.row(
          "ratio of the medians",
          "%.2f",
          Series.of(accepted.median() / inserted.median()),
          Bar.atLeast(1));
      page.row("milliseconds until accepted, median", "%.1f", median);
      page.row("milliseconds until accepted, 99 of 100", "%.1f", most, Bar.atMost(50));
      page.write(
          workshop,
          """
          %d runs of %d s each, in turn, both from %d clients, with `fsync`, `synchronous_commit` and \
          `full_page_writes` on: `wrk -t2 -c%d` against a server that hands nothing over, and \
          `pgbench --protocol=prepared --client=%d --jobs=2` into a table with a primary key and rows of \
          %d bytes, as many as a message has.\
          """
              .formatted(runs, seconds, CLIENTS, CLIENTS, CLIENTS, size));
    }
  }
}
