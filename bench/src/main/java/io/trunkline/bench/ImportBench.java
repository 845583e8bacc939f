// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Pattern;

/**
 * Imports one file of consents, which is made while it is sent, and then verifies the whole ledger:
 * whether either takes more memory, or more time, the longer it lasts.
 */
final class ImportBench {
  private static final int ROWS = 1_000_000;
  private static final int SLICES = 20;
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  private final Workshop workshop;
  private final Options options;

  ImportBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var rows = options.number("--rows", ROWS);
    var setup = Gateway.Setup.in(workshop.empty("import"), options).withoutDispatch();
    try (var gateway = Gateway.start(workshop, setup);
        var http = HttpClient.newHttpClient()) {
      gateway.database().mustBeDurable();
      var page =
          new Page(
              options,
              "Import of consents",
              gateway.database().version(),
              "Java with `" + options.text("--java", "") + "`");
      var halves = new Half[] {new Half(), new Half()};
      var file = new ConsentRows(rows, rows / SLICES, slices(gateway, rows, halves));
      var answer =
          gateway.ask(
              http,
              "/v1/consents/import",
              it ->
                  it.header("Content-Type", "text/csv")
                      .POST(BodyPublishers.ofInputStream(() -> file)));
      if (!answer.contains("\"recorded\":" + rows + ",")) {
        throw new IllegalStateException("The server says " + answer);
      }
      var verified = verify(http, gateway, rows);
      var what = " half of %,d rows".formatted(rows);
      page.row("rows in a second, first" + what, "%.0f", halves[0].perSecond);
      page.row("rows in a second, second half", "%.0f", halves[1].perSecond);
      page.row(
          "ratio of the medians",
          "%.2f",
          Series.of(halves[1].perSecond.median() / halves[0].perSecond.median()),
          Bar.atLeast(0.8));
      page.row("MB resident, first half", "%.0f", halves[0].megabytes);
      page.row("MB resident, second half", "%.0f", halves[1].megabytes);
      page.row(
          "ratio of the medians",
          "%.2f",
          Series.of(halves[1].megabytes.median() / halves[0].megabytes.median()),
          Bar.atMost(1.1));
      page.row("seconds to verify 100,000 events", "%.1f", verified);
      page.row("MB resident after that", "%.0f", Series.of(gateway.residentMegabytes()));
      page.write(
          workshop,
          """
          One request, whose rows are made while they are sent; what it takes is measured after each of %d \
          parts, in the server's process, without its database's. `fsync` is on. Then the ledger is verified, \
          100,000 events at a time.\
          """
              .formatted(SLICES));
    }
  }

  private static final class Half {
    private final Series perSecond = new Series();
    private final Series megabytes = new Series();
  }

  private static ConsentRows.Watch slices(Gateway gateway, int rows, Half... halves) {
    var begun = new long[] {System.nanoTime()};
    return given -> {
      double seconds = (System.nanoTime() - begun[0]) / 1e9;
      begun[0] = System.nanoTime();
      var half = halves[given <= rows / 2 ? 0 : 1];
      half.perSecond.add(rows / SLICES / seconds);
      half.megabytes.add(gateway.residentMegabytes());
      System.out.printf(
          "  %,d of %,d: %.0f a second, %.0f MB%n",
          given, rows, half.perSecond.latest(), half.megabytes.latest());
    };
  }

  /** How long each request takes. */
  private static Series verify(HttpClient http, Gateway gateway, int rows)
      throws IOException, InterruptedException {
    var seconds = new Series();
    var after = "";
    while (true) {
      long begun = System.nanoTime();
      var answer = gateway.ask(http, "/v1/consents/verification" + after, it -> it.GET());
      seconds.add((System.nanoTime() - begun) / 1e9);
      var next = NEXT.matcher(answer);
      if (!next.find()) {
        if (!answer.contains("\"intact\":true,\"length\":" + rows + ",")) {
          throw new IllegalStateException("The server says " + answer);
        }
        return seconds;
      }
      after = "?after=" + next.group(1);
    }
  }
}
