// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.message.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand messages to a thousand people, of whom every third or so has enough of it. */
class StopWhileThousandsWaitTest extends MessagingStage {

  private static final int PEOPLE = 1_000;
  private static final int EACH = 10;

  /** Every so many messages that Twilio takes, whoever gets it says STOP at once. */
  private static final int STOPS = 30;

  private final Clock clock = gateway.get(Clock.class);
  private final Map<String, Instant> answered = new ConcurrentHashMap<>();

  StopWhileThousandsWaitTest() {
    super(
        "trunkline.numbers.pace-per-second=1000000",
        "trunkline.dispatch.max-in-flight=128",
        "trunkline.dispatch.lease=60s",
        "trunkline.twilio.connect-timeout=5s",
        "trunkline.twilio.response-timeout=15s");
  }

  @Test
  void handsNothingOverToThoseWhoseStopWasAnswered() throws Exception {
    var stops = new LinkedBlockingQueue<Future<?>>();
    var said = ConcurrentHashMap.<String>newKeySet();
    var taken = new AtomicInteger();
    // What it takes stays in its own queue, so that its reports hold up neither of us.
    gateway.emulator.limitSender(OUR_NUMBER, 1);
    try (var twilio = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway
          .emulator
          .ledger()
          .additions()
          .listen(
              entry -> {
                if (taken.incrementAndGet() % STOPS == 0 && said.add(entry.to())) {
                  stops.add(twilio.submit(() -> stop(entry.to())));
                }
              });

      // All at once, so that thousands wait from the first moment.
      gateway.inTransaction(() -> assertAccepted(messages.sendAll(requests())));
      await().atMost(Duration.ofMinutes(4)).until(() -> countOf("accepted", "dispatching") == 0);
    }
    for (var stop : stops) {
      stop.get();
    }

    var entries = gateway.emulator.ledger().entries();
    assertThat(entries)
        .filteredOn(entry -> answered.containsKey(entry.to()))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.at()).isBeforeOrEqualTo(answered.get(entry.to())));
    assertThat(answered.keySet()).isEqualTo(said).hasSizeGreaterThan(PEOPLE / 10);
    assertThat(countOf("refused")).isPositive().isEqualTo(PEOPLE * EACH - entries.size());
    assertThat(gateway.emulator.ledger().counts().values()).containsOnly(1);
    assertThat(entries.stream().collect(Collectors.groupingBy(Ledger.Entry::to)))
        .hasSize(PEOPLE)
        .allSatisfy(
            (person, texts) -> {
              if (!said.contains(person)) {
                assertThat(texts).hasSize(EACH);
              }
            });
  }

  private void stop(String person) {
    new InboundWebhook(gateway).answerTo(person, "STOP");
    answered.put(person, clock.instant());
  }

  private static List<SendMessage> requests() {
    var requests =
        IntStream.range(0, PEOPLE * EACH)
            .mapToObj(
                number ->
                    SendMessage.to("+1415555" + (2_000 + number % PEOPLE))
                        .body("Sale " + number / PEOPLE))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(requests, new Random(7));
    return requests;
  }

  private static void assertAccepted(List<SendResult> results) {
    assertThat(results).hasSize(PEOPLE * EACH).hasOnlyElementsOfType(SendResult.Accepted.class);
  }

  private int countOf(String... statuses) {
    return gateway
        .database
        .jdbc()
        .sql("SELECT count(*) FROM trunkline.messages WHERE status = ANY (:statuses)")
        .param("statuses", Set.of(statuses).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }
}
