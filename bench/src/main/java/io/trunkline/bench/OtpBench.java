// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Sends codes from a sender that has a million other texts to send. */
final class OtpBench {
  private static final int WAITING = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern CREATED = Pattern.compile("\"created_at\":\"([^\"]+)\"");

  private final Workshop workshop;
  private final Options options;

  OtpBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    var waiting = options.number("--waiting", WAITING);
    var pace = options.number("--pace", 100);
    var seconds = options.number("--seconds", 60);
    var segments = options.number("--segments", 1);
    // Codes alone must not be too fast for a slow sender.
    var everyMilliseconds = options.number("--every", Math.max(100, 3_000 / pace));
    var setup = Gateway.Setup.in(workshop.empty("otp"), options).withPace(pace);
    System.out.println("Filling the queue …");
    Gateway.fill(workshop, setup, waiting, segments);
    try (var emulator = Emulator.start(workshop);
        var gateway = Gateway.start(workshop, setup);
        var http = HttpClient.newHttpClient()) {
      var page = new Page(options, "A code beside a bulk", gateway.database().version());
      emulator.awaitTaken(Math.max(1, 10L * pace / segments));
      var accepted = new HashMap<String, Instant>();
      for (int code = 0; code < seconds * 1_000 / everyMilliseconds; code++) {
        // Neighbours get so many codes only, so these live apart.
        var to = "+1415" + (2_000_000 + code * 10_007L % 7_000_000);
        var body = "Code " + code;
        var created = CREATED.matcher(gateway.send(http, to, "otp", body));
        if (!created.find()) {
          throw new IllegalStateException("The answer has no created_at");
        }
        accepted.put(body, Instant.parse(created.group(1)));
        TimeUnit.MILLISECONDS.sleep(everyMilliseconds);
      }
      var waits = new HashMap<String, Double>();
      Waiting.until(
          PATIENCE,
          () -> {
            for (var taken : emulator.entries()) {
              var since = accepted.get(taken.body());
              if (since != null) {
                waits.put(taken.body(), Duration.between(since, taken.at()).toNanos() / 1e6);
              }
            }
            return waits.size() == accepted.size();
          },
          "handed over " + accepted.size() + " codes");
      var series = new Series();
      waits.values().forEach(series::add);
      page.row("milliseconds from accepted to handed over", "%.0f", series);
      page.row("the same, 99 of 100", "%.0f", Series.of(series.percentile(99)), Bar.atMost(1_000));
      page.write(
          workshop,
          """
          %d messages of purpose `otp`, one every %d ms beside the time it takes to send it, from a sender \
          with a pace of %d/s and %,d messages of purpose `marketing` waiting, of %d segments each; from the server's `created_at` \
          to the entry in the emulator's ledger.\
          """
              .formatted(accepted.size(), everyMilliseconds, pace, waiting, segments));
    }
  }
}
