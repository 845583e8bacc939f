// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over WhatsApp. The clock stands. */
class WhatsAppTest {
  private static final String ALICE = "whatsapp:+14155550123";
  private static final String SANDBOX = "whatsapp:+14155238886";
  private static final String BAKERY = "whatsapp:+14155550100";
  private static final Duration SOON = Duration.ofSeconds(1);

  private static TwilioEmulator emulator;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    emulator.clock().speed(0);
    client.postJson("/_emulator/channel-senders", "{\"sender\": \"" + BAKERY + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp:+14155550123, whatsapp:+14155550199, 63007",
    "whatsapp:+14155550123, +14155550100, 21910",
    "+14155550123, whatsapp:+14155550100, 21910",
    "whatsapp:+14155550100, whatsapp:+14155550100, 63031",
    "whatsapp:alice, whatsapp:+14155550100, 21211",
    "rcs:+14155550123, +14155550100, 30015",
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
    emulator.handset("+14155550123").withoutWhatsApp();
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

  private static void assertFailed(Raw message, int code) {
    var now = client.get(client.account("/Messages/" + message.text("sid") + ".json"));
    assertThat(now.text("status")).isEqualTo("failed");
    assertThat(now.json().path("error_code").intValue()).isEqualTo(code);
  }

  private static Raw send(String from) {
    return client.send("To", ALICE, "From", from, "Body", "Bread");
  }
}
