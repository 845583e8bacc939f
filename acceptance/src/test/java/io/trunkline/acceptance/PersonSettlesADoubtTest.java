// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Twilio takes nothing and answers nothing; then somebody has to say what became of a message. */
class PersonSettlesADoubtTest extends Story {

  PersonSettlesADoubtTest() {
    super("--trunkline.handover.doubt.transactional.person-after=2s");
  }

  @Test
  void andNobodyGetsATextTwice() {
    var alice = stage.person("+14155553001");
    stage.emulator.faults(
        1,
        FaultRule.of(FaultKind.CUT_BEFORE).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages.json"));

    var id = stage.api.send(alice.number(), "The bridge is closed").text("id");
    await().atMost(Duration.ofSeconds(20)).until(() -> !undecidedSince(id).isEmpty());
    assertThat(
            stage.api.get("/v1/messages?status=unconfirmed").json().at("/data/0/id").asString(""))
        .isEqualTo(id);
    alice.expectsNothingMore();

    stage.emulator.faults(1);
    var decision = Map.of("decision", "not_sent", "reason", "Their console shows nothing");
    await().atMost(Duration.ofSeconds(10)).until(() -> decide(id, decision).status() == 200);

    alice.expectsSms("The bridge is closed");
    await().until(() -> stage.api.statusOf(id).equals("delivered"));
    assertThat(decide(id, decision))
        .returns(409, Api.Answer::status)
        .returns("nothing_to_decide", answer -> answer.text("code"));
    assertThat(stage.api.get("/v1/messages/" + id + "/events").json().toString())
        .contains("\"source\":\"person\"", "Their console shows nothing");
    stage.nobodyGotAnythingElse();
  }

  private Api.Answer decide(String id, Map<String, String> decision) {
    return stage.api.post("/v1/messages/" + id + "/decision", decision);
  }

  private String undecidedSince(String id) {
    return stage.api.get("/v1/messages/" + id).text("undecided_since");
  }
}
