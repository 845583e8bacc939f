// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Two servers on one database share the pace of one sender; in a second pass one of them is killed
 * halfway.
 */
final class TwoNodesBench {
  private static final int CLIENTS = 8;
  private static final int WARM_UP = 4_000;
  private static final int WINDOW_SECONDS = 10;

  private final Workshop workshop;
  private final Options options;
  private final int messages;
  private final int pace;

  TwoNodesBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
    this.messages = options.number("--messages", 20_000);
    this.pace = options.number("--pace", 200);
  }

  void run() throws IOException, InterruptedException {
    var setup = Gateway.Setup.in(workshop.empty("two-nodes"), options).withPace(pace);
    try (var emulator = Emulator.start(workshop);
        var first = Gateway.start(workshop, setup);
        var second = first.second(workshop, setup)) {
      var page = new Page(options, "Two servers, one pace", first.database().version());
      send(List.of(first, second), WARM_UP);
      emulator.awaitTaken(WARM_UP);
      emulator.reset();
      send(List.of(first, second), messages);
      emulator.awaitTaken(messages);
      first.database().awaitIdle();
      var even = new Arrivals(emulator.entries(), WINDOW_SECONDS);
      page.row("of the pace in any 10 s, least", "%.3f", share(even.least()), Bar.atLeast(0.95));
      page.row("of the pace in any 10 s, most", "%.3f", share(even.most()), Bar.atMost(1.05));
      count(page, even, "");

      emulator.reset();
      send(List.of(first, second), messages);
      emulator.awaitTaken(messages / 2);
      second.kill();
      System.out.println("  killed one of them");
      emulator.awaitTaken(messages);
      first.database().awaitIdle();
      var cut = new Arrivals(emulator.entries(), WINDOW_SECONDS);
      page.row(
          "of the pace in any 10 s, most, one killed", "%.3f", share(cut.most()), Bar.atMost(1.05));
      count(page, cut, ", one killed");
      page.row(
          "messages that stayed in doubt",
          "%.0f",
          Series.of(
              first.database().number("SELECT count(*) FROM messages WHERE twilio_sid IS NULL")),
          Bar.atMost(0));
      page.write(
          workshop,
          """
          %,d messages a pass, given to two servers on one database by %d clients as fast as they take them, \
          from a sender with a pace of %d/s, while both hand over; counted by the time and the text of the \
          entries in the emulator's ledger. In the second pass one server is killed (`SIGKILL`) when half \
          of the messages are there.\
          """
              .formatted(messages, CLIENTS, pace));
    }
  }

  private void count(Page page, Arrivals arrivals, String when) {
    page.row(
        "messages lost" + when, "%.0f", Series.of(messages - arrivals.different()), Bar.atMost(0));
    page.row("messages doubled" + when, "%.0f", Series.of(arrivals.doubled()), Bar.atMost(0));
  }

  private Series share(long arrived) {
    return Series.of((double) arrived / pace / WINDOW_SECONDS);
  }

  /** Gives the servers the messages in turn, each with a text of its own. */
  private void send(List<Gateway> servers, int count) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient();
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var sent =
          IntStream.range(0, count)
              .mapToObj(
                  number -> {
                    var server = servers.get(number % servers.size());
                    var to = "+1415" + (2_600_000 + number);
                    return clients.submit(
                        () -> server.send(http, to, "informational", "Text " + number));
                  })
              .toList();
      for (var answer : sent) {
        answer.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }
}
