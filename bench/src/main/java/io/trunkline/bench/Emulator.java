// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Twilio for the server under measurement, and the witness of what was handed over. */
final class Emulator implements AutoCloseable {
  static final String URL = "http://localhost:18095";
  static final String SENDER = "+14155550100";

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

  private static final Pattern ENTRY =
      Pattern.compile("\"at\":\"([^\"]+)\"[^}]*\"body\":\"([^\"]*)\"[^}]*\"status\":\"([^\"]*)\"");
  private static final Pattern LAST_ANSWER = Pattern.compile("\"attempts\":\\d+,\"status\":(\\d+)");

  private static final int ALL = Integer.MAX_VALUE / 10;

  private final Program program;
  private final HttpClient http = HttpClient.newHttpClient();

  private Emulator(Program program) {
    this.program = program;
  }

  static Emulator start(Workshop workshop) throws IOException, InterruptedException {
    return new Emulator(
        Program.start(
            workshop.emulator(URI.create(URL).getPort()),
            URI.create(URL + "/_emulator/health"),
            workshop.scratch().resolve("emulator.log")));
  }

  /** How many messages it has taken. */
  long taken() throws IOException, InterruptedException {
    var count = COUNT.matcher(ledger(0));
    if (!count.find()) {
      throw new IllegalStateException("The ledger has no count");
    }
    return Long.parseLong(count.group(1));
  }

  /**
   * A message that it has taken.
   *
   * @param status what has become of it
   */
  record Entry(Instant at, String body, String status) {

    /** Without the body. */
    @Override
    public String toString() {
      return "Entry[" + at + ", " + status + "]";
    }
  }

  /** All that it has taken. */
  List<Entry> entries() throws IOException, InterruptedException {
    return ENTRY
        .matcher(ledger(ALL))
        .results()
        .map(entry -> new Entry(Instant.parse(entry.group(1)), entry.group(2), entry.group(3)))
        .toList();
  }

  /** The latest entries of its ledger, as JSON. */
  String ledger(int limit) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(URL + "/_emulator/ledger?limit=" + limit));
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** Waits until it has taken so many messages in all. */
  void awaitTaken(long messages) throws IOException, InterruptedException {
    Waiting.until(PATIENCE, () -> taken() >= messages, "handed over " + messages + " messages");
  }

  /** How often each status was the last answer to a callback; 0 where there was none. */
  Map<Integer, Long> answersToCallbacks() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(URL + "/_emulator/callbacks?limit=" + ALL)).build();
    return LAST_ANSWER
        .matcher(http.send(request, BodyHandlers.ofString()).body())
        .results()
        .collect(
            Collectors.groupingBy(
                answer -> Integer.parseInt(answer.group(1)), TreeMap::new, Collectors.counting()));
  }

  /** Forgets all messages. */
  void reset() throws IOException, InterruptedException {
    post("reset", "");
  }

  /** Nothing happens by itself any more: messages stay where they are until the clock is moved. */
  void stopTheClock() throws IOException, InterruptedException {
    post("clock", "{\"speed\": 0}");
  }

  /** Lets the clock jump; answers when all is done that became due, callbacks not included. */
  void moveTheClock(Duration ahead) throws IOException, InterruptedException {
    post("clock", "{\"advance\": \"" + ahead + "\"}");
  }

  /** Makes a phone another kind of phone; members of a profile in JSON. */
  void phone(String number, String profile) throws IOException, InterruptedException {
    order("PUT", "handsets/" + number, profile);
  }

  /** Lets go wrong what a plan in JSON says. */
  void faults(String plan) throws IOException, InterruptedException {
    order("PUT", "faults", plan);
  }

  /** Sends half of all callbacks so much later. */
  void delayCallbacks(Duration delay) throws IOException, InterruptedException {
    faults(
        "{\"rules\": [{\"fault\": \"callback_delayed\", \"probability\": 0.5, \"delay\": \"%s\"}]}"
            .formatted(delay));
  }

  private void post(String what, String json) throws IOException, InterruptedException {
    order("POST", what, json);
  }

  private void order(String method, String what, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(URL + "/_emulator/" + what))
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("The emulator says " + answer.body());
    }
  }

  @Override
  public void close() {
    http.close();
    program.close();
  }
}
