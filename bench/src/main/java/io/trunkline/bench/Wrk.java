// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.regex.Pattern;

/** The load generator: the same for everything that is measured. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)");

  private final Workshop workshop;
  private final Path script;

  Wrk(Workshop workshop) throws IOException {
    this.workshop = workshop;
    script = workshop.scratch().resolve("create.lua");
    try (InputStream lua = Objects.requireNonNull(Wrk.class.getResourceAsStream("/create.lua"))) {
      Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String version(Workshop workshop) throws IOException, InterruptedException {
    try {
      // It answers its version with an error's exit code.
      var process =
          new ProcessBuilder("wrk", "--version")
              .directory(workshop.scratch().toFile())
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes()).lines().findFirst();
      process.waitFor();
      return said.orElse("wrk").replaceFirst(" \\[.*", "");
    } catch (IOException absent) {
      throw new MissingException("wrk is not on this machine: apt-get install wrk");
    }
  }

  /** Creates messages for so long, and answers how many were taken in a second. */
  double createsPerSecond(String baseUrl, int seconds) throws IOException, InterruptedException {
    var said =
        Workshop.run(
            workshop.scratch(),
            "wrk",
            "-t1",
            "-c32",
            "-d" + seconds + "s",
            "-s",
            script.toString(),
            baseUrl);
    var refused = REFUSED.matcher(said);
    if (refused.find()) {
      throw new IllegalStateException(baseUrl + " refused " + refused.group(1) + ": " + said);
    }
    var rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException("wrk said no rate: " + said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
