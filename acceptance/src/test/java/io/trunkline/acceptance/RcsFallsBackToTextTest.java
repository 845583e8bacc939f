// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RcsFallsBackToTextTest extends Story {

  private static final String BOB = "+14155550142";
  private static final String AGENT = "rcs:bakery_agent";

  private String service = "";

  @BeforeAll
  void prepare() {
    service = stage.messagingService(Stage.OUR_NUMBER);
    stage
        .twilio()
        .post(
            "/v1/Services/" + service + "/ChannelSenders",
            "Sid",
            stage.registerChannelSender(AGENT));
    stage.register(service, "sms", "rcs");
  }

  @Test
  void forPhonesThatDoNotHaveIt() {
    var alice = stage.emulator.handset("+14155550123");
    var text = send(alice.number(), "Bread");
    assertThat(alice.expectsText("Bread").from()).isEqualTo(Stage.OUR_NUMBER);
    await().until(() -> sentFrom(text).equals(Stage.OUR_NUMBER));

    alice.withRcs();
    var rcs = send(alice.number(), "Cake");
    assertThat(alice.expectsText("Cake").from()).isEqualTo(AGENT);
    await().until(() -> sentFrom(rcs).equals(AGENT));
  }

  @Test
  void notIfItIsAskedForAlone() {
    var id = send("rcs:" + BOB, "Bread");

    await().until(() -> stage.api.statusOf(id).equals("failed"));
    assertThat(stage.api.get("/v1/messages/" + id).json().path("error_code").asInt())
        .isEqualTo(63036);
    stage.emulator.handset(BOB).expectsNoMore();
  }

  private String send(String to, String body) {
    var sent = stage.api.send(Map.of("to", to, "body", body, "sender", service));
    assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
    return sent.text("id");
  }

  private String sentFrom(String id) {
    return stage.api.get("/v1/messages/" + id).text("sent_from");
  }
}
