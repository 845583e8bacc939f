// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;

/** {@code bench/run}: measures one thing and writes a page of results. */
final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      if (arguments.length == 0) {
        throw new MissingException("Say what to measure; bench/README.md says what there is");
      }
      run(Options.of(arguments));
    } catch (MissingException missing) {
      System.err.println(missing.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException, InterruptedException {
    var workshop = Workshop.here();
    switch (options.program()) {
      case "emulator" -> new EmulatorBench(workshop, options).run();
      case "accept" -> new AcceptBench(workshop, options).run();
      case "handover" -> new HandoverBench(workshop, options).run();
      case "otp" -> new OtpBench(workshop, options).run();
      case "two-nodes" -> new TwoNodesBench(workshop, options).run();
      case "queue-depth" -> new QueueDepthBench(workshop, options).run();
      case "memory" -> new MemoryBench(workshop, options).run();
      case "import" -> new ImportBench(workshop, options).run();
      case "intake" -> new IntakeBench(workshop, options).run();
      case "flood" -> new FloodBench(workshop, options).run();
      case "fuzz" -> new FuzzBench(workshop, options).run();
      case "outage" -> new OutageBench(workshop, options).run();
      case "chaos" -> new ChaosBench(workshop, options).run();
      default ->
          throw new MissingException(
              "Nothing is called " + options.program() + "; bench/README.md says what there is");
    }
  }
}
