// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A page of results: the machine, what was measured, and whether that is enough. */
final class Page {
  private final LocalDate today =
      LocalDate.ofInstant(
          ProcessHandle.current().info().startInstant().orElseThrow(), ZoneId.systemDefault());
  private final Options options;
  private final List<String> lines = new ArrayList<>();

  /** Made before anything is measured, because it notes how busy the machine is. */
  Page(Options options, String title, String... versions) throws IOException {
    this.options = options;
    lines.add("# " + title + ", " + today);
    lines.add("");
    lines.add(machine() + ", " + String.join(", ", versions) + ".");
    lines.add("");
    lines.add("| what | least | median | most | bar |");
    lines.add("|---|---|---|---|---|");
  }

  void row(String what, String format, Series series) {
    lines.add("| " + what + " | " + series.cells(format) + " |  |");
  }

  void row(String what, String format, Series series, Bar bar) {
    lines.add(
        "| " + what + " | " + series.cells(format) + " | " + bar.verdict(series.median()) + " |");
  }

  /** Writes it, with a last word on how it was measured. */
  void write(Workshop workshop, String how) throws IOException {
    lines.add("");
    lines.add(how);
    lines.add("Command: `" + options.command() + "`");
    var file = workshop.results().resolve(options.program() + "-" + today + ".md");
    Files.write(file, lines);
    lines.forEach(System.out::println);
    System.out.println("\nWritten to " + file);
  }

  private static String machine() throws IOException {
    var processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("unknown processor");
    return "%s, %d processors, load %.1f at the start, %s %s, Java %s"
        .formatted(
            processor,
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"));
  }
}
