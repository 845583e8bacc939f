// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Seconds from the start of the process to its first answer with status 200: of the jar as it is,
 * and with the cache that the launcher makes.
 */
record ReadyTime(Series plain, Series cached) {
  private static final int PORT = 18093;

  static ReadyTime measure(Workshop workshop, int runs) throws IOException, InterruptedException {
    var cache = workshop.scratch().resolve("emulator.aot");
    start(workshop, "-XX:AOTCacheOutput=" + cache);
    var plain = new Series();
    var cached = new Series();
    for (int run = 1; run <= runs; run++) {
      plain.add(start(workshop));
      cached.add(start(workshop, "-XX:AOTCache=" + cache));
    }
    return new ReadyTime(plain, cached);
  }

  private static double start(Workshop workshop, String... javaOptions)
      throws IOException, InterruptedException {
    Path log = workshop.scratch().resolve("ready.log");
    var health = URI.create("http://localhost:" + PORT + "/_emulator/health");
    try (var emulator = Program.start(workshop.emulator(PORT, javaOptions), health, log)) {
      return emulator.secondsToReady();
    }
  }
}
