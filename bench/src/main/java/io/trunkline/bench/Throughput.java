// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** How many messages are created in a second: ours and Prism's, in turn on the same machine. */
record Throughput(Series ours, Series prisms) {
  private static final int OUR_PORT = 18091;
  private static final int PRISMS_PORT = 18092;
  private static final int WARM_UP_SECONDS = 3;

  static Throughput measure(Workshop workshop, Prism prism, int runs, int seconds)
      throws IOException, InterruptedException {
    var wrk = new Wrk(workshop, "create.lua", 1, 32);
    var ours = new Series();
    var prisms = new Series();
    var us = "http://localhost:" + OUR_PORT;
    var them = "http://127.0.0.1:" + PRISMS_PORT;
    try (var emulator =
            Program.start(
                workshop.emulator(OUR_PORT),
                URI.create(us + "/_emulator/health"),
                workshop.scratch().resolve("emulator.log"));
        var mock = prism.start(PRISMS_PORT)) {
      wrk.load(us, WARM_UP_SECONDS, Map.of());
      wrk.load(them, WARM_UP_SECONDS, Map.of());
      for (int run = 1; run <= runs; run++) {
        ours.add(wrk.load(us, seconds, Map.of()).perSecond());
        prisms.add(wrk.load(them, seconds, Map.of()).perSecond());
        System.out.printf("  run %d of %d%n", run, runs);
      }
      return new Throughput(ours, prisms);
    }
  }

  /** Of the medians. */
  double ratio() {
    return ours.median() / prisms.median();
  }
}
