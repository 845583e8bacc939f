// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.util.Map;

/** Accepts messages and hands them over to the emulator at no pace, in turn with Kannel. */
final class HandoverBench {
  private static final int CLIENTS = 64;
  private static final int WARM_UP_SECONDS = 20;

  private final Workshop workshop;
  private final Options options;

  HandoverBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var runs = options.number("--runs", 5);
    var seconds = options.number("--seconds", 15);
    var setup =
        Gateway.Setup.in(workshop.empty("handover"), options)
            .withCallbacks(options.text("--callbacks", "no").equals("yes") ? Gateway.URL : "");
    try (var emulator = Emulator.start(workshop);
        var gateway = Gateway.start(workshop, setup);
        var kannel = Kannel.start(workshop)) {
      gateway.database().mustBeDurable();
      var page =
          new Page(
              options,
              "Accept to handed over",
              gateway.database().version(),
              Kannel.version(workshop),
              Wrk.version(workshop));
      var accept = new Wrk(workshop, "accept.lua", 2, CLIENTS);
      var give = new Wrk(workshop, "kannel.lua", 2, CLIENTS);
      Turn ours =
          length -> {
            var before = emulator.taken();
            var load = accept.load(Gateway.URL, length, gateway.settings());
            emulator.awaitTaken(before + load.requests());
            return load.requests();
          };
      Turn theirs =
          length -> {
            var before = kannel.sent();
            var load = give.load(Kannel.URL, length, Map.of());
            kannel.awaitSent(before + load.requests());
            return load.requests();
          };
      accept.push(Gateway.URL, WARM_UP_SECONDS, gateway.settings());
      theirs.rate(WARM_UP_SECONDS / 4);
      var we = new Series();
      var they = new Series();
      for (int run = 1; run <= runs; run++) {
        gateway.database().awaitIdle();
        emulator.reset();
        gateway.database().settle();
        we.add(ours.rate(seconds));
        they.add(theirs.rate(seconds));
        System.out.printf(
            "  run %d of %d: %.0f against %.0f%n", run, runs, we.latest(), they.latest());
      }
      page.row("messages in a second, Trunkline", "%.0f", we);
      page.row("messages in a second, Kannel", "%.0f", they);
      page.row(
          "ratio of the medians", "%.2f", Series.of(we.median() / they.median()), Bar.atLeast(1.5));
      page.write(
          workshop,
          """
          %d runs, in turn: `wrk -t2 -c%d` gives messages for %d s; what counts is the time until the last \
          of them was handed over. Trunkline commits each to disk before it answers and makes it a message of \
          the emulator; Kannel keeps them in memory (`kannel.conf`) and asks the \
          emulator for a page that costs nothing.\
          """
              .formatted(runs, CLIENTS, seconds));
    }
  }

  /** Gives messages for so long, and waits until they are handed over. */
  private interface Turn {
    /** Answers how many they were. */
    long take(int seconds) throws IOException, InterruptedException;

    default double rate(int seconds) throws IOException, InterruptedException {
      long begun = System.nanoTime();
      var messages = take(seconds);
      return messages / ((System.nanoTime() - begun) / 1e9);
    }
  }
}
