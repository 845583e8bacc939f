// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusalIsNotTheEndTest extends Story {

  private static final String OTHER_NUMBER = "+14155550188";

  @BeforeAll
  void prepare() {
    stage.rent(OTHER_NUMBER);
    stage.pool("both", Stage.OUR_NUMBER, OTHER_NUMBER);
  }

  @AfterEach
  void letNothingGoWrongAnyMore() {
    stage.emulator.faults(1);
  }

  @Test
  void sendsFromTheOtherNumberWhatTheFirstHasNoRoomFor() {
    var alice = stage.emulator.handset("+14155550145");
    stage.emulator.faults(
        1,
        FaultRule.of(FaultKind.STATUS_BEFORE)
            .on("POST", "/Messages.json")
            .status(400, 21611)
            .times(1));

    var sent = stage.api.send(Map.of("to", alice.number(), "body", "Hello", "sender", "both"));

    var text = alice.expectsText("Hello");
    assertThat(text.from())
        .isIn(Stage.OUR_NUMBER, OTHER_NUMBER)
        .isNotEqualTo(sent.text("from"))
        .isEqualTo(stage.api.get("/v1/messages/" + sent.text("id")).text("from"));
    alice.expectsNoMore();
  }

  @Test
  void comesBackWhenTwilioHasTooMuchToDo() {
    var alice = stage.emulator.handset("+14155550146");
    stage.emulator.faults(
        1, FaultRule.of(FaultKind.THROTTLE).on("POST", "/Messages.json").times(1));

    var id = stage.api.send(alice.number(), "No hurry").text("id");

    alice.expectsText("No hurry");
    await().until(() -> stage.api.statusOf(id).equals("delivered"));
    assertThat(stage.api.get("/v1/messages/" + id + "/events").json().toString())
        .containsOnlyOnce("Too many requests at Twilio");
    alice.expectsNoMore();
  }
}
