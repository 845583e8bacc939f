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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Applications that send the messages of a plan, each with its {@code Idempotency-Key} until it is
 * accepted, whatever happens to the server.
 */
final class ChaosCallers implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(200);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("\"id\":\"(msg_[^\"]+)\"");

  private final Map<String, String> settings;
  private final Duration between;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final Map<String, ChaosText> accepted = new ConcurrentHashMap<>();

  /**
   * @param settings of the server
   * @param between how long each caller rests between two messages
   */
  ChaosCallers(Map<String, String> settings, Duration between) {
    this.settings = settings;
    this.between = between;
  }

  void send(List<ChaosText> texts) {
    for (int caller = 0; caller < CALLERS; caller++) {
      threads.submit(
          () -> {
            for (int n = next.getAndIncrement(); n < texts.size(); n = next.getAndIncrement()) {
              send(texts.get(n));
              Thread.sleep(between);
            }
            return null;
          });
    }
    threads.shutdown();
  }

  private void send(ChaosText text) throws InterruptedException {
    var answer = untilAnswered(202, "/v1/messages", text.json(), "chaos-" + text.number());
    var id = ID.matcher(answer);
    if (!id.find()) {
      unexpected.add("No id in " + answer);
      return;
    }
    if (text.kind() == ChaosText.Kind.CANCELED) {
      untilAnswered(200, "/v1/messages/" + id.group(1) + "/cancel", "", "");
    }
    accepted.put(id.group(1), text);
  }

  private String untilAnswered(int status, String path, String json, String key)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(Gateway.URL + path))
            .timeout(LONGEST_ANSWER)
            .header("Authorization", "Bearer " + settings.get("TRUNKLINE_KEY"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    while (true) {
      try {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() == status) {
          return answer.body();
        }
        note(answer);
      } catch (IOException dead) {
        cut.incrementAndGet();
      }
      Thread.sleep(BEFORE_NEXT_TRY);
    }
  }

  private void note(HttpResponse<String> answer) {
    if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()) {
      unavailable.incrementAndGet();
    } else {
      unexpected.add(answer.statusCode() + " " + answer.body());
    }
  }

  /** Waits until all are accepted. */
  void await(Duration patience) throws InterruptedException {
    if (!threads.awaitTermination(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "Within %s only %d were accepted; other answers: %s"
              .formatted(patience, accepted.size(), unexpected.stream().limit(5).toList()));
    }
  }

  /** The messages by the ids that the server has given them. */
  Map<String, ChaosText> accepted() {
    return accepted;
  }

  /** How many requests ended without an answer. */
  int cut() {
    return cut.get();
  }

  /** How many were answered with 503 and {@code Retry-After}. */
  int unavailable() {
    return unavailable.get();
  }

  /** The answers that nobody should get. */
  List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.close();
  }
}
