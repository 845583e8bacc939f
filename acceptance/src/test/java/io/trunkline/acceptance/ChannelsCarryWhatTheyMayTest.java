// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.Phone;
import io.trunkline.emulator.phone.Fate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChannelsCarryWhatTheyMayTest extends Story {

  private static final String BAKERY = "whatsapp:+14155550100";

  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  @BeforeAll
  void prepare() {
    stage.registerChannelSender(BAKERY);
    stage.register(BAKERY);
    stage.pool("bakery", BAKERY, Stage.OUR_NUMBER);
  }

  @Test
  void sendsAPictureThatWeKeep() {
    var alice = stage.emulator.handset("+14155550123");
    var picture = stage.api.upload("image/png", PNG);
    assertThat(picture.status()).as("%s", picture.json()).isEqualTo(201);
    var url = picture.text("url");

    var sent =
        stage.api.send(
            Map.of("to", alice.number(), "body", "Today's cake", "media_urls", List.of(url)));

    assertThat(sent.text("channel")).as("%s", sent.json()).isEqualTo("mms");
    var mms = alice.expectsText("cake");
    assertThat(mms.media()).singleElement().satisfies(m -> assertThat(m.source()).isEqualTo(url));
  }

  @Test
  void sendsByWhatsAppToWhoHasWrittenAndElseByText() {
    var alice = stage.emulator.handset("+14155550124");
    var refused = send(alice, "Your bread is ready", "whatsapp");
    assertThat(refused.text("code")).as("%s", refused.json()).isEqualTo("outside_window");

    assertThat(send(alice, "Your bread is ready", "whatsapp", "sms").text("channel"))
        .isEqualTo("sms");
    assertThat(alice.expectsText("bread").to()).isEqualTo(alice.number());

    alice.texts("Which bread?", BAKERY);
    await().until(() -> send(alice, "Rye", "whatsapp").status() == 202);
    assertThat(alice.expectsText("Rye").to()).isEqualTo("whatsapp:" + alice.number());
  }

  @Test
  void knowsWhyWhatsAppDidNotTakeWhatWeThoughtItWould() {
    var alice = stage.emulator.handset("+14155550125");

    var id = sendTomorrow(alice, "Or wheat", "whatsapp");

    awaitOutsideWindow(id);
    assertThat(stage.api.get("/v1/messages/" + id).text("continued_as")).isEmpty();
    alice.expectsNoMore();
  }

  @Test
  void textsOnceWhatComesTooLateForWhatsApp() {
    var alice = stage.emulator.handset("+14155550128");

    var id = sendTomorrow(alice, "Or wheat", "whatsapp", "sms");

    awaitOutsideWindow(id);
    assertThat(alice.expectsText("Or wheat").to()).isEqualTo(alice.number());
    var text = stage.api.get("/v1/messages/" + id).text("continued_as");
    await().until(() -> stage.api.statusOf(text).equals("delivered"));
    assertThat(stage.api.get("/v1/messages/" + text).text("channel")).isEqualTo("sms");
    assertThat(stage.api.get("/v1/messages/" + text).text("continues")).isEqualTo(id);
    alice.expectsNoMore();
  }

  /** Accepted while the window is open, to be sent when it is not any more; its id. */
  private String sendTomorrow(Phone to, String body, String... channels) {
    to.texts("Which bread?", BAKERY);
    await().until(() -> send(to, "Rye", "whatsapp").status() == 202);
    to.expectsText("Rye");
    var tomorrow = Duration.ofHours(25);
    var sent =
        stage.api.send(
            Map.of(
                "to",
                to.number(),
                "body",
                body,
                "channels",
                List.of(channels),
                "sender",
                "bakery",
                "send_at",
                stage.emulator.clock().now().plus(tomorrow).toString()));
    assertThat(sent.text("channel")).as("%s", sent.json()).isEqualTo("whatsapp");
    stage.pass(tomorrow);
    return sent.text("id");
  }

  private void awaitOutsideWindow(String id) {
    await().until(() -> stage.api.statusOf(id).equals("failed"));
    assertThat(stage.api.get("/v1/messages/" + id).json().path("error_code").asInt())
        .isEqualTo(63016);
  }

  @Test
  void saysByWhatsAppToEverybodyWhatWasApproved() {
    var alice = stage.emulator.handset("+14155550126");
    var twilio = stage.twilio();
    var content =
        twilio
            .postJson(
                "/v1/Content",
                """
                {"language": "en", "variables": {"1": "Ann"},
                 "types": {"twilio/text": {"body": "Your bread is ready, {{1}}"}}}
                """)
            .text("sid");
    twilio.postJson(
        "/v1/Content/" + content + "/ApprovalRequests/whatsapp",
        "{\"name\": \"bread_is_ready\", \"category\": \"UTILITY\"}");
    decide(content, "pending");
    var made =
        stage.api.post(
            "/v1/templates",
            Map.of(
                "name",
                "bread",
                "languages",
                Map.of(
                    "en",
                    Map.of(
                        "body",
                        "Your bread is ready, {{name}}",
                        "content_sid",
                        content,
                        "content_variables",
                        Map.of("1", "name"))),
                "variables",
                Map.of("name", Map.of("type", "text"))));
    assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
    stage.api.post("/v1/templates/bread/versions/1/publish", Map.of());
    stage.api.post("/v1/templates/bread/sync", Map.of());

    var refused = sendTemplate(alice);
    assertThat(refused.text("code")).as("%s", refused.json()).isEqualTo("template_not_approved");

    decide(content, "approved");
    stage.api.post("/v1/templates/bread/sync", Map.of());
    var sent = sendTemplate(alice);
    assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
    assertThat(alice.expectsText("Your bread is ready, Bob").to())
        .isEqualTo("whatsapp:" + alice.number());
    continuesByWhatsAppWhereATextDoesNotArrive();
  }

  private void continuesByWhatsAppWhereATextDoesNotArrive() {
    var bob = stage.emulator.handset("+14155550127").fate(Fate.undelivered(30006));

    var text = sendTemplate(bob.number(), "sms", "whatsapp").text("id");

    await()
        .until(
            () -> stage.api.get("/v1/messages/" + text).text("continued_as"),
            next -> stage.api.statusOf(next).equals("undelivered"));
    // Nobody had written: without the content it would have been refused (63016).
    var next = stage.api.get("/v1/messages/" + text).text("continued_as");
    assertThat(stage.api.get("/v1/messages/" + next).json().path("error_code").asInt())
        .isEqualTo(30006);
  }

  private void decide(String content, String status) {
    stage
        .twilio()
        .put("/_emulator/contents/" + content + "/approval", "{\"status\": \"" + status + "\"}");
  }

  private Api.Answer sendTemplate(Phone to) {
    return sendTemplate(to.number(), "whatsapp");
  }

  private Api.Answer sendTemplate(String to, String... channels) {
    return stage.api.send(
        Map.of(
            "to",
            to,
            "channels",
            List.of(channels),
            "template",
            "bread",
            "variables",
            Map.of("name", "Bob"),
            "sender",
            "bakery"));
  }

  private Api.Answer send(Phone to, String body, String... channels) {
    return stage.api.send(
        Map.of("to", to.number(), "body", body, "channels", List.of(channels), "sender", "bakery"));
  }
}
