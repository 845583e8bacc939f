// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * PostgreSQL is gone for a minute while messages are sent and callbacks come in. Callers are told
 * when to come again and do; in the end everything is where it would have been.
 */
final class OutageBench {
  private static final int CALLERS = 4;
  private static final int BUSY_SECONDS = 15;
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(20);
  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Workshop workshop;
  private final Options options;
  private final int seconds;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong longestAnswer = new AtomicLong();
  private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean sending = true;

  OutageBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
    this.seconds = options.number("--seconds", 60);
  }

  void run() throws IOException, InterruptedException {
    var folder = workshop.empty("outage");
    // Made by the server, as always; after that the database is ours.
    Gateway.start(workshop, Gateway.Setup.in(folder, options)).close();
    try (var postgres = StoppablePostgres.start(folder);
        var emulator = Emulator.start(workshop);
        var gateway =
            Gateway.start(
                workshop,
                Gateway.Setup.in(folder, options).withCallbacks(Gateway.URL),
                Map.of("DATABASE_URL", postgres.url(), "TRUNKLINE_MESSAGING_CHECK_AFTER", "30s"))) {
      var page = new Page(options, "PostgreSQL gone for a minute", gateway.database().version());
      measure(page, postgres, emulator, gateway);
      page.write(
          workshop,
          """
          %d callers send a message every %d ms each, by `Idempotency-Key` again until it is accepted, \
          and the emulator reports on each, half of the time %d s late; after %d s PostgreSQL is stopped like in a crash \
          (`pg_ctl stop -m immediate`) for %d s. Callbacks that find it gone are answered with 503, \
          which Twilio repeats some seconds long at most; what is missing then is looked up after 30 s \
          (`trunkline.messaging.check-after`). Counted by the emulator's ledger.\
          """
              .formatted(
                  CALLERS, BETWEEN_MESSAGES.toMillis(), LATE.toSeconds(), BUSY_SECONDS, seconds));
    }
  }

  private void measure(Page page, StoppablePostgres postgres, Emulator emulator, Gateway gateway)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      // So that many of them come while nobody can store them.
      emulator.delayCallbacks(LATE);
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.submit(() -> send(http, gateway));
      }
      TimeUnit.SECONDS.sleep(BUSY_SECONDS);
      postgres.stop();
      int before = accepted.size();
      System.out.printf("  stopped after %d messages%n", before);
      TimeUnit.SECONDS.sleep(seconds);
      postgres.start();
      long back = System.nanoTime();
      Waiting.until(PATIENCE, () -> accepted.size() > before, "accepted a message again");
      double recovered = (System.nanoTime() - back) / 1e9;
      TimeUnit.SECONDS.sleep(BUSY_SECONDS);
      sending = false;
      callers.shutdown();
      callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      long stopped = System.nanoTime();
      var database = gateway.database();
      database.awaitIdle();
      Waiting.until(
          PATIENCE,
          () -> database.number("SELECT count(*) FROM messages WHERE status <> 'delivered'") == 0,
          "learned that all were delivered");
      double settled = (System.nanoTime() - stopped) / 1e9;
      database.awaitCallbacksApplied();
      var bodies = new ArrayList<String>();
      emulator.entries().forEach(entry -> bodies.add(entry.body()));
      var different = bodies.stream().distinct().toList();

      page.row("messages accepted", "%.0f", Series.of(accepted.size()));
      page.row("requests answered with 503 and Retry-After", "%.0f", Series.of(refused.get()));
      page.row("other answers", "%.0f", Series.of(unexpected.size()), Bar.atMost(0));
      var callbacks = emulator.answersToCallbacks();
      page.row(
          "callbacks whose last answer was 503",
          "%.0f",
          Series.of(callbacks.getOrDefault(503, 0L)),
          Bar.atLeast(1));
      page.row(
          "callbacks whose last answer was neither 204 nor 503, or none",
          "%.0f",
          Series.of(
              callbacks.entrySet().stream()
                  .filter(answer -> answer.getKey() != 204 && answer.getKey() != 503)
                  .mapToLong(Map.Entry::getValue)
                  .sum()),
          Bar.atMost(0));
      page.row(
          "seconds that the longest answer took", "%.1f", Series.of(longestAnswer.get() / 1e9));
      page.row("seconds until messages were accepted again", "%.1f", Series.of(recovered));
      page.row("seconds after the last message until all was true", "%.1f", Series.of(settled));
      page.row(
          "messages lost", "%.0f", Series.of(accepted.size() - different.size()), Bar.atMost(0));
      page.row(
          "messages doubled", "%.0f", Series.of(bodies.size() - different.size()), Bar.atMost(0));
      page.row(
          "statuses that were looked up, since their callback found nobody",
          "%.0f",
          Series.of(
              database.number(
                  "SELECT count(DISTINCT message_id) FROM message_timeline WHERE source = 'search'"
                      + " AND status IS NOT NULL")));
      unexpected.stream().limit(5).forEach(System.out::println);
    }
  }

  private void send(HttpClient http, Gateway gateway) {
    while (sending) {
      try {
        untilAccepted(http, gateway, number.incrementAndGet());
        Thread.sleep(BETWEEN_MESSAGES);
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void untilAccepted(HttpClient http, Gateway gateway, int one)
      throws InterruptedException {
    var json =
        "{\"to\":\"+1415%d\",\"purpose\":\"transactional\",\"body\":\"Outage %d\"}"
            .formatted(2_600_000 + one, one);
    var request =
        HttpRequest.newBuilder(URI.create(Gateway.URL + "/v1/messages"))
            .header("Authorization", "Bearer " + gateway.settings().get("TRUNKLINE_KEY"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "outage-" + one)
            .POST(BodyPublishers.ofString(json))
            .build();
    while (true) {
      long begun = System.nanoTime();
      try {
        var answer = http.send(request, BodyHandlers.ofString());
        longestAnswer.accumulateAndGet(System.nanoTime() - begun, Math::max);
        if (answer.statusCode() == 202) {
          accepted.add("Outage " + one);
          return;
        }
        Thread.sleep(retryAfter(answer));
      } catch (IOException failure) {
        unexpected.add(failure.toString());
        Thread.sleep(BETWEEN_MESSAGES);
      }
    }
  }

  private Duration retryAfter(HttpResponse<String> answer) {
    var after = answer.headers().firstValue("Retry-After");
    if (answer.statusCode() == 503 && after.isPresent()) {
      refused.incrementAndGet();
      return Duration.ofSeconds(Long.parseLong(after.get()));
    }
    unexpected.add(answer.statusCode() + " " + answer.body());
    return BETWEEN_MESSAGES;
  }
}
