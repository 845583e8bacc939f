// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The load generator: the same for everything that is measured. */
final class Wrk {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern MEDIAN = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s|m)");
  private static final Pattern MOST = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)");
  private static final Pattern TROUBLE =
      Pattern.compile("(Non-2xx or 3xx responses|Socket errors): .*");

  private final Workshop workshop;
  private final Path script;
  private final int threads;
  private final int connections;

  /**
   * @param script among the resources
   */
  Wrk(Workshop workshop, String script, int threads, int connections) throws IOException {
    this.workshop = workshop;
    this.script = workshop.scratch().resolve(script);
    this.threads = threads;
    this.connections = connections;
    try (InputStream lua = Objects.requireNonNull(Wrk.class.getResourceAsStream("/" + script))) {
      Files.copy(lua, this.script, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * What it measured.
   *
   * @param requests that were answered
   * @param median of the milliseconds until the answer
   * @param most milliseconds that 99 of 100 did not exceed
   */
  record Load(long requests, double perSecond, double median, double most) {}

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

  /** Asks for so long, whatever comes of it: a server that is cold or overrun may refuse. */
  void push(String baseUrl, int seconds, Map<String, String> settings)
      throws IOException, InterruptedException {
    ask(baseUrl, seconds, settings);
  }

  /**
   * Asks for so long. Whatever is not answered with success, or not within ten seconds, ends the
   * measurement.
   *
   * @param settings what the script finds in its environment
   */
  Load load(String baseUrl, int seconds, Map<String, String> settings)
      throws IOException, InterruptedException {
    var said = ask(baseUrl, seconds, settings);
    if (TROUBLE.matcher(said).find()) {
      throw new IllegalStateException(baseUrl + " does not take it all: " + said);
    }
    return new Load(
        Long.parseLong(found(REQUESTS, said).group(1)),
        Double.parseDouble(found(RATE, said).group(1)),
        milliseconds(found(MEDIAN, said)),
        milliseconds(found(MOST, said)));
  }

  private String ask(String baseUrl, int seconds, Map<String, String> settings)
      throws IOException, InterruptedException {
    return Workshop.run(
        workshop.scratch(),
        settings,
        "wrk",
        "-t" + threads,
        "-c" + connections,
        "-d" + seconds + "s",
        "--timeout",
        "10s",
        "--latency",
        "-s",
        script.toString(),
        baseUrl);
  }

  private static double milliseconds(MatchResult duration) {
    return Double.parseDouble(duration.group(1))
        * switch (duration.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          case "s" -> 1_000;
          default -> 60_000;
        };
  }

  private static MatchResult found(Pattern pattern, String said) {
    var matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk said something else: " + said);
    }
    return matcher;
  }
}
