// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The end of a campaign: all its messages were handed over, and all at once the carriers report on
 * each. The emulator's clock stands until then, so the callbacks come as fast as it can call.
 */
final class FloodBench {
  private static final int CLIENTS = 8;

  /** {@code sent} and {@code delivered}. */
  private static final int CALLBACKS_EACH = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Workshop workshop;
  private final Options options;
  private final int messages;

  FloodBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
    this.messages = options.number("--callbacks", 50_000) / CALLBACKS_EACH;
  }

  void run() throws IOException, InterruptedException {
    var setup = Gateway.Setup.in(workshop.empty("flood"), options).withCallbacks(Gateway.URL);
    try (var emulator = Emulator.start(workshop);
        var gateway = Gateway.start(workshop, setup)) {
      var database = gateway.database();
      var page = new Page(options, "A flood of callbacks", database.version());
      emulator.stopTheClock();
      send(gateway);
      emulator.awaitTaken(messages);
      database.awaitIdle();
      double before = database.number(CALLBACKS);
      System.out.println("  all handed over; now the carriers report");

      long begun = System.nanoTime();
      // Beside us: it answers when all that became due is done.
      var clock = Thread.ofVirtual().start(() -> move(emulator));
      Waiting.until(
          PATIENCE,
          () -> database.number(CALLBACKS) - before >= messages * CALLBACKS_EACH,
          "took in the callbacks");
      double taken = seconds(begun);
      database.awaitCallbacksApplied();
      double applied = seconds(begun);
      clock.join();

      page.row("callbacks", "%.0f", Series.of(database.number(CALLBACKS) - before));
      page.row("seconds until all were taken in", "%.1f", Series.of(taken), Bar.atMost(30));
      page.row("seconds until all were applied", "%.1f", Series.of(applied));
      page.row(
          "messages that are not known to be delivered",
          "%.0f",
          Series.of(database.number("SELECT count(*) FROM messages WHERE status <> 'delivered'")),
          Bar.atMost(0));
      page.row(
          "reports that a search had to make up for",
          "%.0f",
          Series.of(
              database.number("SELECT count(*) FROM message_timeline WHERE source = 'search'")),
          Bar.atMost(0));
      page.write(
          workshop,
          """
          %,d messages handed over to an emulator whose clock stands; then it is moved on, and every \
          message is sent and delivered at once. The callbacks come as fast as the emulator calls, \
          signed, on the same two processors.\
          """
              .formatted(messages));
    }
  }

  private static final String CALLBACKS =
      "SELECT count(*) FROM callbacks WHERE kind = 'message_status'"
          + " AND parameters->'MessageStatus'->>0 IN ('sent', 'delivered')";

  private static void move(Emulator emulator) {
    try {
      emulator.moveTheClock(Duration.ofHours(1));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private void send(Gateway gateway) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient();
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var sent =
          IntStream.range(0, messages)
              .mapToObj(
                  number ->
                      clients.submit(
                          () ->
                              gateway.send(
                                  http,
                                  "+1415" + (2_600_000 + number),
                                  "informational",
                                  "Sale " + number)))
              .toList();
      for (var answer : sent) {
        answer.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }
}
