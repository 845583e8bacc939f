// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What the server holds in memory at rest, and while messages pass through it. */
final class MemoryBench {
  private static final int ROWS = 1_000_000;
  private static final int CLIENTS = 64;
  private static final int SECONDS_AT_REST = 30;
  private static final int SECONDS_A_SLICE = 10;
  private static final int EMULATOR_HOLDS = 200_000;

  private final Workshop workshop;
  private final Options options;

  MemoryBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var rows = options.number("--rows", ROWS);
    var accept = new Wrk(workshop, "accept.lua", 2, CLIENTS);
    var setup = Gateway.Setup.in(workshop.empty("memory"), options).withCallbacks(Gateway.URL);
    try (var emulator = Emulator.start(workshop);
        var gateway = Gateway.start(workshop, setup)) {
      var page =
          new Page(
              options,
              "Memory",
              gateway.database().version(),
              Wrk.version(workshop),
              "Java with `" + options.text("--java", "") + "`");
      TimeUnit.SECONDS.sleep(SECONDS_AT_REST);
      var atRest = Series.of(gateway.residentMegabytes());
      var firstHalf = new Series();
      var secondHalf = new Series();
      long passed = 0;
      while (passed < rows) {
        var before = emulator.taken();
        accept.push(Gateway.URL, SECONDS_A_SLICE, gateway.settings());
        gateway.database().awaitIdle();
        passed += emulator.taken() - before;
        (passed < rows / 2 ? firstHalf : secondHalf).add(gateway.residentMegabytes());
        System.out.printf("  %,d of %,d: %.0f MB%n", passed, rows, gateway.residentMegabytes());
        if (emulator.taken() > EMULATOR_HOLDS) {
          emulator.reset();
        }
      }
      page.row("MB resident at rest", "%.0f", atRest, Bar.atMost(400));
      page.row("MB resident, first half of %,d messages".formatted(rows), "%.0f", firstHalf);
      page.row("MB resident, second half", "%.0f", secondHalf);
      page.row(
          "ratio of the medians",
          "%.2f",
          Series.of(secondHalf.median() / firstHalf.median()),
          Bar.atMost(1.1));
      page.write(
          workshop,
          """
          The server's process, without its database's: %d s after its start, then after each %d s of \
          `wrk -t2 -c%d`, when all was handed over and while callbacks came in.\
          """
              .formatted(SECONDS_AT_REST, SECONDS_A_SLICE, CLIENTS));
    }
  }
}
