// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** How many messages are created in a second: ours and Prism's, in turn on the same machine. */
record Throughput(Series ours, Series prisms, String versions) {
  private static final int OUR_PORT = 18091;
  private static final int PRISMS_PORT = 18092;
  private static final int WARM_UP_SECONDS = 3;

  static Throughput measure(Workshop workshop, Path document, int runs, int seconds)
      throws IOException, InterruptedException {
    var wrkVersion = Wrk.version(workshop);
    var wrk = new Wrk(workshop);
    var prism = new Prism(workshop, document);
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
      wrk.createsPerSecond(us, WARM_UP_SECONDS);
      wrk.createsPerSecond(them, WARM_UP_SECONDS);
      for (int run = 1; run <= runs; run++) {
        ours.add(wrk.createsPerSecond(us, seconds));
        prisms.add(wrk.createsPerSecond(them, seconds));
        System.out.printf("  run %d of %d%n", run, runs);
      }
      return new Throughput(ours, prisms, prism.version() + ", " + wrkVersion);
    }
  }

  /** Of the medians. */
  double ratio() {
    return ours.median() / prisms.median();
  }
}
