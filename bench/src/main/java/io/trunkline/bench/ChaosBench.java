// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Real processes, everything that can go wrong, and at the end the question whether each message
 * was sent once and each status is true.
 */
final class ChaosBench {
  private static final int KILLS = 25;
  private static final int STOPS = 3;
  private static final Duration STOPPED = Duration.ofSeconds(8);
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(80);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SECONDS_TO_SETTLE = 120;
  private static final String UNSETTLED =
      "SELECT count(*) FROM messages WHERE status IN ('accepted', 'dispatching', 'unconfirmed',"
          + " 'queued', 'sending') OR status = 'sent' AND recipient NOT LIKE '+1515%'";

  private final Workshop workshop;
  private final Options options;
  private final int messages;

  ChaosBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
    this.messages = options.number("--messages", 10_000);
  }

  void run() throws IOException, InterruptedException {
    int first = options.number("--seed", 1);
    int seeds = options.number("--seeds", 1);
    var runs = new ArrayList<Run>();
    Page page = null;
    for (int seed = first; seed < first + seeds; seed++) {
      var plan =
          ChaosPlan.of(
              seed, messages, options.number("--kills", KILLS), options.number("--stops", STOPS));
      System.out.println(plan.described());
      var folder = workshop.empty("chaos");
      // Made by the server, as always; after that the database is ours.
      Gateway.start(workshop, Gateway.Setup.in(folder, options).withFastStart()).close();
      try (var postgres = StoppablePostgres.start(folder);
          var emulator = Emulator.start(workshop);
          var gateway = start(folder, postgres)) {
        if (page == null) {
          page = new Page(options, "Chaos", gateway.database().version());
        }
        var run = run(plan, postgres, emulator, gateway);
        System.out.println("  " + run);
        runs.add(run);
      }
    }
    write(Objects.requireNonNull(page), runs);
  }

  /** What came of one seed. */
  private record Run(ChaosVerdict verdict, ChaosCallers callers, double secondsToSettle) {
    @Override
    public String toString() {
      return "%s: books %s, settled after %.0f s, %d requests cut, %d answered 503, other answers %s,%n  lost %s%n  doubled %s%n  untrue %s%n  in limbo %s"
          .formatted(
              verdict.isGood() ? "GOOD" : "BAD",
              verdict.books(),
              secondsToSettle,
              callers.cut(),
              callers.unavailable(),
              some(callers.unexpected()),
              some(verdict.lost()),
              some(verdict.doubled()),
              some(verdict.untrue()),
              some(verdict.inLimbo()));
    }
  }

  private static List<String> some(List<String> all) {
    return all.subList(0, Math.min(all.size(), 10));
  }

  private Gateway start(Path folder, StoppablePostgres postgres)
      throws IOException, InterruptedException {
    return Gateway.start(
        workshop,
        Gateway.Setup.in(folder, options).withCallbacks(Gateway.URL).withFastStart(),
        Map.of(
            "DATABASE_URL", postgres.url(),
            // A quarter of what Twilio may take, which is what searches wait for mostly.
            "TRUNKLINE_TWILIO_RESPONSETIMEOUT", "4s",
            "TRUNKLINE_HANDOVER_DOUBT_TRANSACTIONAL_SEARCHAFTER", "5s",
            "TRUNKLINE_HANDOVER_DOUBT_TRANSACTIONAL_SEARCHEVERY", "5s",
            "TRUNKLINE_MESSAGING_CHECKAFTER", "20s",
            "TRUNKLINE_HANDOVER_CHECKAGAIN", "20s,20s,20s,20s,20s,20s,1m,1m,1m,1m,1m,1m"));
  }

  private Run run(ChaosPlan plan, StoppablePostgres postgres, Emulator emulator, Gateway gateway)
      throws IOException, InterruptedException {
    var prepared = new HashSet<String>();
    for (var text : plan.texts()) {
      if (!text.kind().phone().isEmpty() && prepared.add(text.to())) {
        emulator.phone(text.to(), "{" + text.kind().phone() + "}");
      }
    }
    emulator.faults(plan.faultsAsJson());
    try (var callers = new ChaosCallers(gateway.settings(), BETWEEN_MESSAGES)) {
      callers.send(plan.texts());
      for (var blow : plan.blows()) {
        Waiting.until(
            PATIENCE, () -> callers.accepted().size() >= blow.messages(), "accepted messages");
        TimeUnit.MILLISECONDS.sleep(blow.later().toMillis());
        switch (blow.kind()) {
          case KILL_SERVER -> gateway.killAndStartAgain();
          case STOP_DATABASE -> {
            postgres.stop();
            TimeUnit.MILLISECONDS.sleep(STOPPED.toMillis());
            postgres.start();
          }
        }
      }
      callers.await(PATIENCE);
      long begun = System.nanoTime();
      Waiting.until(
          PATIENCE, () -> gateway.database().number(UNSETTLED) == 0, "settled what was under way");
      double settled = (System.nanoTime() - begun) / 1e9;
      gateway.database().awaitCallbacksApplied();
      return new Run(
          new ChaosVerdict(callers.accepted(), stored(gateway.database()), emulator.entries()),
          callers,
          settled);
    }
  }

  private static List<ChaosVerdict.Stored> stored(Database database)
      throws IOException, InterruptedException {
    return database
        .ask("SELECT status, body FROM messages WHERE direction = 'outbound'")
        .lines()
        .map(line -> line.split("\\|", 2))
        .map(columns -> new ChaosVerdict.Stored(columns[1], columns[0]))
        .toList();
  }

  private void write(Page page, List<Run> runs) throws IOException {
    page.row(
        "seeds of %d after which nothing was wrong".formatted(runs.size()),
        "%.0f",
        Series.of(runs.stream().filter(run -> run.verdict().isGood()).count()),
        Bar.atLeast(runs.size()));
    count(page, "messages lost", runs, ChaosVerdict::lost);
    count(page, "messages doubled", runs, ChaosVerdict::doubled);
    count(page, "statuses that were not true", runs, ChaosVerdict::untrue);
    count(page, "messages in limbo", runs, ChaosVerdict::inLimbo);
    var settled = new Series();
    runs.forEach(run -> settled.add(run.secondsToSettle()));
    page.row("seconds until all was settled", "%.0f", settled, Bar.atMost(SECONDS_TO_SETTLE));
    page.write(
        workshop,
        """
        %d messages for each seed from 8 callers, each asked for by its `Idempotency-Key` until it is accepted: \
        most go to phones that are on, others to phones that are off, fail, give no receipt or have told the sender to stop; \
        some are for later, are called back, or are worth sending for 20 s only. \
        Meanwhile the server is killed %d times (SIGKILL) and PostgreSQL stopped %d times like in a crash for %d s, at moments that the seed chooses, \
        and each of the emulator's %d faults strikes every twentieth request or callback. \
        Twilio may take 4 s to answer; what is in doubt is looked for after 5 s and every 5 s, \
        what no callback has told after 20 s and every 20 s. The faults go on until the end. \
        Then callers, database and the emulator's ledger are held against each other, message for message.\
        """
            .formatted(
                messages,
                options.number("--kills", KILLS),
                options.number("--stops", STOPS),
                STOPPED.toSeconds(),
                ChaosPlan.EVERY_FAULT.size()));
  }

  private static void count(
      Page page, String what, List<Run> runs, Function<ChaosVerdict, List<String>> found) {
    int all = runs.stream().mapToInt(run -> found.apply(run.verdict()).size()).sum();
    page.row(what, "%.0f", Series.of(all), Bar.atMost(0));
  }
}
