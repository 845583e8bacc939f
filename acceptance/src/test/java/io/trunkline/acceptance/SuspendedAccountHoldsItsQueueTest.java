// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspendedAccountHoldsItsQueueTest extends Story {

  private static final int TEXTS = 20;

  SuspendedAccountHoldsItsQueueTest() {
    super("--trunkline.handover.circuit.probe-first=500ms");
  }

  @Test
  void keepsEveryTextUntilTheAccountIsRepaired() {
    var alice = stage.emulator.handset("+14155550123");
    suspend();

    var first = stage.api.send(alice.number(), "Text 0").text("id");
    await().until(() -> circuit().equals("open"));
    var waiting =
        IntStream.range(1, TEXTS)
            .mapToObj(i -> stage.api.send(alice.number(), "Text " + i).text("id"))
            .toList();

    var health = stage.api.get("/actuator/health").json();
    assertThat(health.at("/components/twilio/status").asString("")).isEqualTo("DEGRADED");
    assertThat(health.at("/components/twilio/details/circuits/0/state").asString(""))
        .isEqualTo("open");
    assertThat(health.at("/components/twilio/details/circuits/0/why").asString(""))
        .startsWith("20005");
    assertThat(waiting).allMatch(id -> stage.api.statusOf(id).equals("accepted"));
    assertThat(alice.messages()).isEmpty();

    stage.emulator.faults(1);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> waiting.stream().allMatch(id -> stage.api.statusOf(id).equals("delivered")));
    assertThat(stage.api.statusOf(first)).isEqualTo("delivered");
    assertThat(alice.messages()).hasSize(TEXTS);
    assertThat(circuit()).isEqualTo("closed");
  }

  @Test
  void sendsNothingThatWasOnlyWorthSendingMeanwhile() {
    var alice = stage.emulator.handset("+14155550124");
    suspend();
    stage.api.send(alice.number(), "Whenever you read this");
    await().until(() -> circuit().equals("open"));

    var now =
        stage.api.send(
            Map.of(
                "to", alice.number(), "body", "The train leaves in a minute", "valid_for", "PT2S"));
    assertThat(now.status()).as("%s", now.json()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> stage.api.statusOf(now.text("id")).equals("expired"));
    stage.emulator.faults(1);

    alice.expectsText("Whenever you read this");
    alice.expectsNoMore();
  }

  private void suspend() {
    var refusal = FaultRule.of(FaultKind.STATUS_BEFORE).status(403, 20005);
    stage.emulator.faults(
        1, refusal.on("POST", "/Messages.json"), refusal.on("GET", "/Messages.json"));
  }

  private String circuit() {
    return stage.api.get("/v1/circuits").json().at("/data/0/state").asString("");
  }
}
