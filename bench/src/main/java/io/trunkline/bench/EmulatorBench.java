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
import java.util.Locale;

/** {@code bench/emulator}: measures the emulator and writes a page of results. */
final class EmulatorBench {
  private static final double RATIO_BAR = 20;
  private static final double READY_BAR = 0.6;
  private static final double MEMORY_BAR = 300;
  private static final int MESSAGES_HELD = 100_000;

  private final LocalDate today =
      LocalDate.ofInstant(
          ProcessHandle.current().info().startInstant().orElseThrow(), ZoneId.systemDefault());
  private final Workshop workshop;
  private final Path document;
  private final int runs;
  private final int seconds;

  private EmulatorBench(List<String> arguments) {
    workshop = new Workshop(Path.of(value(arguments, "--home", ".")).toAbsolutePath().normalize());
    var usual =
        System.getenv()
            .getOrDefault(
                "TWILIO_OPENAPI",
                workshop.home().resolve("bench/target/twilio_api_v2010.json").toString());
    document = Path.of(value(arguments, "--document", usual));
    runs = Integer.parseInt(value(arguments, "--runs", "5"));
    seconds = Integer.parseInt(value(arguments, "--seconds", "10"));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      new EmulatorBench(List.of(arguments)).run();
    } catch (MissingException missing) {
      System.err.println(missing.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException, InterruptedException {
    var page = new ArrayList<String>();
    page.add("# The emulator, " + today);
    page.add("");
    var machine = machine();
    System.out.println("Starting and stopping …");
    var ready = ReadyTime.measure(workshop, Math.max(10, runs));
    System.out.println("Holding messages …");
    var memory = MemoryHeld.measure(workshop, MESSAGES_HELD);
    System.out.println("Creating messages, in turn with Prism …");
    var throughput = Throughput.measure(workshop, document, runs, seconds);
    page.add(machine + ", " + throughput.versions() + ".");
    page.add("");
    page.add("| what | least | median | most | bar |");
    page.add("|---|---|---|---|---|");
    page.add(row("creates per second, emulator", throughput.ours().cells("%.0f"), ""));
    page.add(row("creates per second, Prism", throughput.prisms().cells("%.0f"), ""));
    page.add(
        row(
            "ratio of the medians",
            " | " + format("%.1f", throughput.ratio()) + " | ",
            bar("≥ " + format("%.0f", RATIO_BAR), throughput.ratio() >= RATIO_BAR)));
    page.add(
        row(
            "seconds until ready, `java -jar`",
            ready.plain().cells("%.2f"),
            bar("median ≤ " + READY_BAR, ready.plain().median() <= READY_BAR)));
    page.add(
        row(
            "seconds until ready, with an AOT cache",
            ready.cached().cells("%.2f"),
            bar("median ≤ " + READY_BAR, ready.cached().median() <= READY_BAR)));
    page.add(
        row(
            "MB resident with %,d messages (`%s`)"
                .formatted(memory.messages(), MemoryHeld.JAVA_OPTIONS),
            " | " + format("%.0f", memory.megabytes()) + " | ",
            bar("≤ " + format("%.0f", MEMORY_BAR), memory.megabytes() <= MEMORY_BAR)));
    page.add(
        row(
            "seconds for a page of 1,000 of them",
            " | " + format("%.3f", memory.secondsForList()) + " | ",
            ""));
    page.add("");
    page.add(
        "Throughput: %d runs of %d s each, in turn, `wrk -t1 -c32`. Starts: %d of each kind, in turn."
            .formatted(runs, seconds, Math.max(10, runs)));
    page.add("Command: `bench/emulator --runs " + runs + " --seconds " + seconds + "`");
    var file = workshop.results().resolve("emulator-" + today + ".md");
    Files.write(file, page);
    page.forEach(System.out::println);
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

  private static String row(String what, String cells, String bar) {
    return "| " + what + " | " + cells + " | " + bar + " |";
  }

  private static String bar(String bar, boolean met) {
    return bar + (met ? ", met" : ", missed");
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String value(List<String> arguments, String option, String usual) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 == arguments.size() ? usual : arguments.get(at + 1);
  }
}
