// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages by RCS, and what they fall back to. */
class RcsTest extends ChannelStage {

  private static final String BAKERY = "rcs:bakery_agent";
  private static final Duration SOON = Duration.ofSeconds(5);
  private String service = "";
  private String sender = "";

  @BeforeEach
  void openABakery() {
    service = client.post("/v1/Services", "FriendlyName", "Bakery").text("sid");
    var numbers =
        client.get(client.account("/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550100"));
    client.post(
        "/v1/Services/" + service + "/PhoneNumbers",
        "PhoneNumberSid",
        numbers.json().at("/incoming_phone_numbers/0/sid").stringValue());
    sender = add(BAKERY);
  }

  @Test
  void goesToPhonesThatHaveItAndFallsBackToTextsForOthers() {
    join();
    var text = send(NUMBER);
    emulator.clock().advance(SOON);
    emulator.handset(NUMBER).withRcs().reads();
    var rcs = send(NUMBER);
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
    var message = send(NUMBER, "FallbackFrom", RawClient.OURS);
    emulator.clock().advance(SOON);

    assertThat(now(message).text("from")).isEqualTo(RawClient.OURS);
    assertThat(send(NUMBER, "FallbackFrom", "+14155550199").code()).isEqualTo(21665);
  }

  @Test
  void refusesAFallbackWhereNothingCanBeFallenBackFrom() {
    assertThat(send(NUMBER, "FallbackFrom", RawClient.OURS).code()).isEqualTo(21667);
  }

  @Test
  void doesNotFallBackForWhoIsToGetRcsAlone() {
    join();
    var message = send("rcs:" + NUMBER);
    emulator.clock().advance(SOON);

    assertFailed(message, 63036);
    emulator.handset(NUMBER).expectsNoMore();
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
}
