// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.phone.Fate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackReachesByAnotherWayTest extends Story {

  @Test
  void callsWhoeverATextDoesNotReach() {
    var alice = stage.emulator.handset("+14155550123").fate(Fate.undelivered(30006));

    var text = send(alice.number(), "Your taxi is here", Map.of());

    alice.expectsCall("Your taxi is here");
    await().until(() -> stage.api.statusOf(text).equals("undelivered"));
    var call = stage.api.get("/v1/messages/" + text).text("continued_as");
    await().until(() -> stage.api.statusOf(call).equals("delivered"));
    assertThat(stage.api.get("/v1/messages/" + call).text("channel")).isEqualTo("voice");
    assertThat(stage.api.get("/v1/messages/" + call).text("continues")).isEqualTo(text);
    alice.expectsNoMore();
  }

  @Test
  void callsWhoeverATextDoesNotReachInTimeAndNobodyElse() {
    var late = stage.emulator.handset("+14155550142").delay(Duration.ofMinutes(10));
    var quick = stage.emulator.handset("+14155550143");
    var patience = Map.of("fallback_after", "PT1S");

    send(late.number(), "The gate closes", patience);
    var arrived = send(quick.number(), "The gate closes", patience);

    late.expectsCall("The gate closes");
    quick.expectsText("The gate closes");
    quick.expectsNoMore();
    assertThat(stage.api.get("/v1/messages/" + arrived).text("continued_as")).isEmpty();
  }

  @Test
  void callsNobodyOnceItIsNotWorthIt() {
    var alice = stage.emulator.handset("+14155550144").delay(Duration.ofMinutes(10));

    var text =
        send(
            alice.number(),
            "Your table is free for a moment",
            Map.of("fallback_after", "PT2S", "valid_for", "PT2S"));

    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                stage
                    .api
                    .get("/v1/messages/" + text + "/events")
                    .json()
                    .toString()
                    .contains("Not delivered in time, and not worth sending any more"));
    assertThat(stage.api.get("/v1/messages/" + text).text("continued_as")).isEmpty();
    assertThat(alice.calls()).isEmpty();
  }

  private String send(String to, String body, Map<String, String> more) {
    var message = new HashMap<String, Object>(more);
    message.putAll(
        Map.of(
            "to",
            to,
            "body",
            body,
            "purpose",
            "transactional",
            "channels",
            List.of("sms", "voice")));
    var answer = stage.api.send(message);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
    return answer.text("id");
  }
}
