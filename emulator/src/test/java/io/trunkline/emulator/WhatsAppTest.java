// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.CallbackReceiver.Reply;
import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over WhatsApp. */
class WhatsAppTest extends ChannelStage {

  private static final String ALICE = "whatsapp:" + NUMBER;
  private static final String SANDBOX = "whatsapp:+14155238886";
  private static final String BAKERY = "whatsapp:+14155550100";
  private static final Duration SOON = Duration.ofSeconds(1);

  @BeforeEach
  void openABakery() {
    add(BAKERY);
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp:+14155550123, whatsapp:+14155550199, 63007",
    "whatsapp:+14155550123, +14155550100, 21910",
    "+14155550123, whatsapp:+14155550100, 21910",
    "whatsapp:+14155550100, whatsapp:+14155550100, 63031",
    "whatsapp:alice, whatsapp:+14155550100, 21211",
    "messenger:+14155550123, +14155550100, 30015",
    "rcs:+14155550123, +14155550100, 21910",
    "+14155550123, rcs:bakery, 63007"
  })
  void refusesWhatTheChannelDoesNotTake(String to, String from, int code) {
    var refused = client.send("To", to, "From", from, "Body", "Bread");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void failsLaterOutsideTheWindow() {
    var message = send(BAKERY);
    assertThat(message.text("status")).isEqualTo("queued");

    emulator.clock().advance(SOON);

    assertFailed(message, 63016);
  }

  @Test
  void failsLaterForWhoDoesNotUseWhatsApp() {
    emulator.handset(NUMBER).withoutWhatsApp();
    var message = send(BAKERY);

    emulator.clock().advance(SOON);

    assertFailed(message, 63003);
  }

  @Test
  void reachesNobodyFromTheSandboxWhoHasNotJoined() {
    var message = send(SANDBOX);

    emulator.clock().advance(SOON);

    assertFailed(message, 63015);
  }

  @Test
  void saysAnythingForADayToWhoHasWritten() {
    emulator.handset(NUMBER).texts("Do you have bread?", BAKERY);
    var early = send(BAKERY);
    emulator.clock().advance(Duration.ofHours(24).minus(SOON));
    var intime = send(BAKERY);
    emulator.clock().advance(SOON.multipliedBy(2));
    var late = send(BAKERY);
    emulator.clock().advance(SOON);

    assertThat(status(early)).isEqualTo("delivered");
    assertThat(status(intime)).isEqualTo("delivered");
    assertFailed(late, 63016);
    emulator.handset(NUMBER).texts("Still there?", BAKERY);
    var again = send(BAKERY);
    emulator.clock().advance(SOON);
    assertThat(status(again)).isEqualTo("delivered");
  }

  @Test
  void reachesFromTheSandboxWhoHasJoinedIt() {
    emulator.handset(NUMBER).texts("join happy-baker", SANDBOX);
    var message = send(SANDBOX);

    emulator.clock().advance(SOON);

    assertThat(status(message)).isEqualTo("delivered");
  }

  @Test
  void saysToEverybodyWhatWasApproved() {
    var sid =
        client
            .postJson(
                "/v1/Content",
                """
                {"language": "en", "variables": {"1": "Ann"},
                 "types": {"twilio/text": {"body": "Your bread is ready, {{1}}"}}}
                """)
            .text("sid");
    var unasked = template(sid);
    emulator.clock().advance(SOON);
    client.postJson(
        "/v1/Content/" + sid + "/ApprovalRequests/whatsapp",
        "{\"name\": \"bread_is_ready\", \"category\": \"UTILITY\"}");
    emulator.clock().advance(Duration.ofDays(2));
    var approved = template(sid);
    emulator.clock().advance(SOON);

    assertFailed(unasked, 63016);
    assertThat(approved.text("body")).isEqualTo("Your bread is ready, Bob");
    assertThat(status(approved)).isEqualTo("delivered");
    assertThat(template("HX" + "9".repeat(32)).code()).isEqualTo(21655);
    assertThat(send(BAKERY, "ContentVariables", "{}").code()).isEqualTo(21654);
  }

  private Raw template(String contentSid) {
    return client.send(
        "To",
        ALICE,
        "From",
        BAKERY,
        "ContentSid",
        contentSid,
        "ContentVariables",
        "{\"1\": \"Bob\"}");
  }

  @Test
  void tellsWhenThePersonHasRead() {
    var phone = emulator.handset(NUMBER);
    phone.texts("Do you have bread?", BAKERY);
    var first = send(BAKERY, "StatusCallback", receiver.url("/status"));
    emulator.clock().advance(SOON);
    assertThat(status(first)).isEqualTo("delivered");

    phone.reads();
    var second = send(BAKERY);
    emulator.clock().advance(SOON);

    assertThat(status(first)).isEqualTo("read");
    assertThat(status(second)).isEqualTo("read");
    await()
        .untilAsserted(
            () ->
                assertThat(receiver.statuses(first.text("sid")))
                    .containsExactly("sending", "sent", "delivered", "read"));
    assertThat(receiver.received().getLast())
        .satisfies(
            read -> {
              assertThat(read.get("EventType")).isEqualTo("READ");
              assertThat(read.get("ChannelPrefix")).isEqualTo("whatsapp");
              assertThat(read.get("ChannelInstallSid")).matches("XE[0-9a-f]{32}");
              assertThat(read.get("To")).isEqualTo(ALICE);
            });
  }

  @Test
  void asksTheSendersUrlAboutWhatComesIn() {
    client.postJson(
        "/_emulator/channel-senders",
        "{\"sender\": \"%s\", \"url\": \"%s\"}".formatted(BAKERY, receiver.url("/in")));
    receiver.answers(request -> Reply.twiml("<Message>We do</Message>"));

    emulator.handset(NUMBER).texts("Do you have bread?", BAKERY);

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received().getFirst())
        .satisfies(
            asked -> {
              assertThat(asked.get("From")).isEqualTo(ALICE);
              assertThat(asked.get("To")).isEqualTo(BAKERY);
              assertThat(asked.get("WaId")).isEqualTo("14155550123");
              assertThat(asked.get("ProfileName")).isEqualTo("Person 0123");
              assertThat(asked.get("MessageType")).isEqualTo("text");
              assertThat(asked.form()).doesNotContainKey("FromCity");
            });
    emulator.clock().speed(1);
    emulator.handset(NUMBER).expectsText("We do");
  }

  @Test
  void dropsTheBodyBesideMediaThatAreNoPictures() {
    var picture = send(BAKERY, "MediaUrl", "https://example.com/bread.png");
    var film = send(BAKERY, "MediaUrl", "https://example.com/bread.mp4");

    assertThat(picture.text("body")).isEqualTo("Bread");
    assertThat(film.text("body")).isEmpty();
    assertThat(film.text("num_media")).isEqualTo("1");
  }

  private String status(Raw message) {
    return now(message).text("status");
  }

  private Raw send(String from) {
    return client.send("To", ALICE, "From", from, "Body", "Bread");
  }

  private Raw send(String from, String parameter, String value) {
    return client.send("To", ALICE, "From", from, "Body", "Bread", parameter, value);
  }
}
