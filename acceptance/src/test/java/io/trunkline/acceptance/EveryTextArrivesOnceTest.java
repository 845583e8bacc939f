// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static io.trunkline.emulator.fault.FaultKind.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.Ledger;
import io.trunkline.emulator.phone.Fate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 200 texts while Twilio misbehaves: each arrives once, and each status is what became of it. The
 * faults are seeded, so a failure can be had again.
 */
class EveryTextArrivesOnceTest extends Story {

  private static final int TEXTS = 200;
  private static final int HANDSETS = 40;
  private static final Set<String> FINAL = Set.of("delivered", "undelivered", "failed", "refused");

  static Stream<Arguments> mixes() {
    return Stream.of(
        arguments("5xx before acting", 11, List.of(create(STATUS_BEFORE, 0.3))),
        arguments("5xx after acting", 12, List.of(create(STATUS_AFTER, 0.3))),
        arguments("time-out after acting", 13, List.of(create(TIMEOUT_AFTER, 0.1))),
        arguments("connection cut after acting", 14, List.of(create(CUT_AFTER, 0.3))),
        arguments("connection cut before acting", 15, List.of(create(CUT_BEFORE, 0.3))),
        arguments("429", 16, List.of(create(THROTTLE, 0.3))),
        arguments(
            "all of them, and callbacks doubled, late and out of order",
            17,
            List.of(
                create(STATUS_BEFORE, 0.05),
                create(STATUS_AFTER, 0.05),
                create(TIMEOUT_BEFORE, 0.02),
                create(TIMEOUT_AFTER, 0.02),
                create(CUT_BEFORE, 0.05),
                create(CUT_AFTER, 0.05),
                create(THROTTLE, 0.05),
                create(SLOW, 0.05).delay(Duration.ofMillis(300)),
                FaultRule.of(STATUS_BEFORE).on("GET", "/Messages.json").probability(0.05),
                FaultRule.of(CALLBACK_DUPLICATED).probability(0.05),
                FaultRule.of(CALLBACK_DELAYED).probability(0.05).delay(Duration.ofMillis(500)),
                FaultRule.of(CALLBACK_REORDERED).probability(0.05).delay(Duration.ofMillis(500)))));
  }

  private static FaultRule create(FaultKind kind, double probability) {
    return FaultRule.of(kind)
        .on("POST", "/Messages.json")
        .probability(probability)
        .delay(Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mixes")
  void whateverGoesWrong(String name, int seed, List<FaultRule> faults) {
    stage.beginWorldAgain();
    stage.emulator.faults(seed, faults.toArray(FaultRule[]::new));
    IntStream.range(0, HANDSETS)
        .filter(EveryTextArrivesOnceTest::isOff)
        .forEach(n -> stage.emulator.handset(number(n)).fate(Fate.undelivered(30003)));

    var sent = new LinkedHashMap<String, Ledger.Text>();
    for (var n = 0; n < TEXTS; n++) {
      var text = new Ledger.Text(number(n % HANDSETS), name + " " + n);
      var answer = stage.api.send(text.to(), text.body());
      assertThat(answer.status()).isEqualTo(202);
      sent.put(answer.text("id"), text);
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> sent.keySet().stream().map(stage.api::statusOf).allMatch(FINAL::contains));
    assertThat(stage.emulator.ledger().counts().keySet())
        .containsExactlyInAnyOrderElementsOf(sent.values());
    assertThat(stage.emulator.ledger().counts().values()).containsOnly(1);
    sent.forEach(
        (id, text) ->
            assertThat(stage.api.statusOf(id))
                .as(id)
                .isEqualTo(isOff(handsetOf(text)) ? "undelivered" : "delivered"));
  }

  private static boolean isOff(int handset) {
    return handset % 10 == 9;
  }

  private static String number(int handset) {
    return "+1415555%04d".formatted(2000 + handset);
  }

  private static int handsetOf(Ledger.Text text) {
    return Integer.parseInt(text.to().substring(8)) - 2000;
  }
}
