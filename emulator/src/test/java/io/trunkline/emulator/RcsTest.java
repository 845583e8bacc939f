// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RcsTest {
  private static final String ALICE = "+14155550123";
  private static final String BAKERY = "rcs:bakery_agent";
  private static final Duration SOON = Duration.ofSeconds(5);

  private static TwilioEmulator emulator;
  private static RawClient client;

  private CallbackReceiver receiver;
  private String service;
  private String sender;

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
    receiver = new CallbackReceiver();
    emulator.reset();
    emulator.clock().speed(0);
    service = client.post("/v1/Services", "FriendlyName", "Bakery").text("sid");
    var numbers =
        client.get(client.account("/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550100"));
    client.post(
        "/v1/Services/" + service + "/PhoneNumbers",
        "PhoneNumberSid",
        numbers.json().at("/incoming_phone_numbers/0/sid").stringValue());
    sender =
        client
            .postJson("/_emulator/channel-senders", "{\"sender\": \"" + BAKERY + "\"}")
            .text("sid");
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void goesToPhonesThatHaveItAndFallsBackToTextsForOthers() {
    join();
    var text = send(ALICE);
    emulator.clock().advance(SOON);
    emulator.handset(ALICE).withRcs().reads();
    var rcs = send(ALICE);
    emulator.clock().advance(SOON);

    assertThat(now(text).text("from")).isEqualTo(RawClient.OURS);
    assertThat(now(text).text("status")).isEqualTo("delivered");
    assertThat(now(rcs).text("from")).isEqualTo(BAKERY);
    assertThat(now(rcs).text("status")).isEqualTo("read");
    await().until(() -> receiver.statuses(rcs.text("sid")).contains("read"));
    assertThat(receiver.received().getLast())
        .satisfies(
            read -> {
              assertThat(read.get("From")).isEqualTo(BAKERY);
              assertThat(read.get("ChannelPrefix")).isEqualTo("rcs");
              assertThat(read.get("ChannelInstallSid")).isEqualTo(sender);
            });
  }

  @Test
  void fallsBackOnTheSenderThatTheMessageNames() {
    join();
    var message = send(ALICE, "FallbackFrom", RawClient.OURS);
    emulator.clock().advance(SOON);

    assertThat(now(message).text("from")).isEqualTo(RawClient.OURS);
    assertThat(send(ALICE, "FallbackFrom", "+14155550199").code()).isEqualTo(21665);
  }

  @Test
  void refusesAFallbackWhereNothingCanBeFallenBackFrom() {
    assertThat(send(ALICE, "FallbackFrom", RawClient.OURS).code()).isEqualTo(21667);
  }

  @Test
  void doesNotFallBackForWhoIsToGetRcsAlone() {
    join();
    var message = send("rcs:" + ALICE);
    emulator.clock().advance(SOON);

    assertThat(now(message).text("status")).isEqualTo("failed");
    assertThat(now(message).json().path("error_code").intValue()).isEqualTo(63036);
    emulator.handset(ALICE).expectsNoMore();
  }

  private void join() {
    client.post("/v1/Services/" + service + "/ChannelSenders", "Sid", sender);
  }

  private Raw send(String to) {
    return client.send(
        "To",
        to,
        "MessagingServiceSid",
        service,
        "Body",
        "Bread",
        "StatusCallback",
        receiver.url("/status"));
  }

  private Raw send(String to, String parameter, String value) {
    return client.send("To", to, "MessagingServiceSid", service, "Body", "Bread", parameter, value);
  }

  private static Raw now(Raw message) {
    return client.get(client.account("/Messages/" + message.text("sid") + ".json"));
  }
}
