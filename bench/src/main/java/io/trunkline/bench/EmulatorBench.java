// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Measures the emulator. */
final class EmulatorBench {
  private static final int MESSAGES_HELD = 100_000;

  private final Workshop workshop;
  private final Options options;

  EmulatorBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var runs = options.number("--runs", 5);
    var seconds = options.number("--seconds", 10);
    var starts = Math.max(10, runs);
    var usual =
        System.getenv()
            .getOrDefault(
                "TWILIO_OPENAPI",
                workshop.home().resolve("bench/target/twilio_api_v2010.json").toString());
    var prism = new Prism(workshop, Path.of(options.text("--document", usual)));
    var page = new Page(options, "The emulator", prism.version(), Wrk.version(workshop));
    System.out.println("Starting and stopping …");
    var ready = ReadyTime.measure(workshop, starts);
    System.out.println("Holding messages …");
    var memory = MemoryHeld.measure(workshop, MESSAGES_HELD);
    System.out.println("Creating messages, in turn with Prism …");
    var throughput = Throughput.measure(workshop, prism, runs, seconds);
    page.row("creates per second, emulator", "%.0f", throughput.ours());
    page.row("creates per second, Prism", "%.0f", throughput.prisms());
    page.row("ratio of the medians", "%.1f", Series.of(throughput.ratio()), Bar.atLeast(20));
    page.row("seconds until ready, `java -jar`", "%.2f", ready.plain(), Bar.atMost(0.6));
    page.row("seconds until ready, with an AOT cache", "%.2f", ready.cached(), Bar.atMost(0.6));
    page.row(
        "MB resident with %,d messages (`%s`)"
            .formatted(memory.messages(), MemoryHeld.JAVA_OPTIONS),
        "%.0f",
        Series.of(memory.megabytes()),
        Bar.atMost(300));
    page.row("seconds for a page of 1,000 of them", "%.3f", Series.of(memory.secondsForList()));
    page.write(
        workshop,
        "Throughput: %d runs of %d s each, in turn, `wrk -t1 -c32`. Starts: %d of each kind, in turn."
            .formatted(runs, seconds, starts));
  }
}
