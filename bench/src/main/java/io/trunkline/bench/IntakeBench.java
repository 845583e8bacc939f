// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes in signed callbacks about the status of messages, in turn with accepting messages. */
final class IntakeBench {
  private static final int CLIENTS = 64;
  private static final int WARM_UP_SECONDS = 20;

  /** Where nobody listens: the emulator's own callbacks get lost, so that ours are news. */
  private static final String NOWHERE = "http://localhost:18099";

  private static final List<String> STATUSES = List.of("sent", "delivered");
  private static final Pattern ENTRY =
      Pattern.compile(
          "\"sid\":\"(\\w+)\",\"from\":\"([^\"]+)\",\"to\":\"([^\"]+)\",[^}]*\"status_callback\":\""
              + "([^\"]+)\"");

  private final Workshop workshop;
  private final Options options;

  IntakeBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var runs = options.number("--runs", 5);
    var seconds = options.number("--seconds", 10);
    var accept = new Wrk(workshop, "accept.lua", 2, CLIENTS);
    var intake = new Wrk(workshop, "intake.lua", 2, CLIENTS);
    var setup = Gateway.Setup.in(workshop.empty("intake"), options).withCallbacks(NOWHERE);
    System.out.println("Sending messages, for callbacks to be about …");
    var callbacks = callbacks(setup, accept, runs, seconds);
    try (var gateway = Gateway.start(workshop, setup.withoutDispatch())) {
      var page =
          new Page(
              options, "Status callbacks", gateway.database().version(), Wrk.version(workshop));
      accept.push(Gateway.URL, WARM_UP_SECONDS, gateway.settings());
      intake.push(
          Gateway.URL, seconds, Map.of("TRUNKLINE_CALLBACKS", callbacks.getFirst().toString()));
      var accepted = new Series();
      var taken = new Series();
      var applied = new Series();
      var most = new Series();
      for (var file : callbacks.subList(1, callbacks.size())) {
        accepted.add(accept.load(Gateway.URL, seconds, gateway.settings()).perSecond());
        var load =
            intake.load(Gateway.URL, seconds, Map.of("TRUNKLINE_CALLBACKS", file.toString()));
        taken.add(load.perSecond());
        most.add(load.most());
        applied.add(appliedPerSecond(gateway.database(), load));
        System.out.printf("  %.0f against %.0f%n", taken.latest(), accepted.latest());
      }
      page.row("callbacks taken in a second", "%.0f", taken);
      page.row("callbacks taken and applied in a second, to the last", "%.0f", applied);
      page.row("messages accepted in a second", "%.0f", accepted);
      page.row(
          "ratio of the medians",
          "%.2f",
          Series.of(taken.median() / accepted.median()),
          Bar.atLeast(2));
      page.row("milliseconds until taken, 99 of 100", "%.1f", most, Bar.atMost(20));
      page.write(
          workshop,
          """
          %d runs of at most %d s each, in turn, `wrk -t2 -c%d`: signed callbacks, `sent` and then \
          `delivered`, each about another message that was handed over before.\
          """
              .formatted(runs, seconds, CLIENTS));
    }
  }

  /** How many went through in each second from the first request until nothing is due any more. */
  private static double appliedPerSecond(Database database, Wrk.Load load)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    database.awaitCallbacksApplied();
    double seconds = load.requests() / load.perSecond() + (System.nanoTime() - begun) / 1e9;
    return load.requests() / seconds;
  }

  /** A file of signed callbacks for each run and one for warming up. */
  private List<Path> callbacks(Gateway.Setup setup, Wrk accept, int runs, int seconds)
      throws IOException, InterruptedException {
    try (var emulator = Emulator.start(workshop);
        var gateway = Gateway.start(workshop, setup)) {
      var files = new ArrayList<Path>();
      for (int run = 0; run <= runs; run++) {
        emulator.reset();
        // As many messages as half the callbacks that are expected to be taken.
        accept.push(Gateway.URL, 2 * seconds, gateway.settings());
        gateway.database().awaitIdle();
        var file = workshop.scratch().resolve("callbacks-" + run);
        Files.write(file, signed(emulator.ledger(Integer.MAX_VALUE / 10)));
        files.add(file);
      }
      return files;
    }
  }

  private static List<String> signed(String ledger) {
    var lines = new ArrayList<String>();
    for (var status : STATUSES) {
      var entry = ENTRY.matcher(ledger);
      while (entry.find()) {
        var parameters = new TreeMap<String, String>();
        parameters.put("AccountSid", Gateway.ACCOUNT);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("From", entry.group(2));
        parameters.put("MessageSid", entry.group(1));
        parameters.put("MessageStatus", status);
        parameters.put("SmsSid", entry.group(1));
        parameters.put("SmsStatus", status);
        parameters.put("To", entry.group(3));
        var form = SignedForm.of(entry.group(4).replaceFirst("#.*$", ""), parameters);
        lines.add(
            String.join(
                " ",
                URI.create(form.url()).getRawPath(),
                form.body(),
                form.signature(Gateway.TOKEN),
                UUID.randomUUID().toString()));
      }
    }
    return lines;
  }
}
