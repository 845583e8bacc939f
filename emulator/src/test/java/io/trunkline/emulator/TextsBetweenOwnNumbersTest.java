// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static io.trunkline.emulator.RawClient.TOLL_FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.CallbackReceiver.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextsBetweenOwnNumbersTest {
  private TwilioEmulator emulator;
  private RawClient client;
  private CallbackReceiver receiver;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
    receiver = new CallbackReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
    emulator.close();
  }

  @Test
  void comesInAtTheOtherNumber() {
    emulator.pointNumber(TOLL_FREE, receiver.url("/in"));

    client.send("To", TOLL_FREE, "From", OURS, "Body", "From me to me");

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.get("From")).isEqualTo(OURS);
              assertThat(asked.get("Body")).isEqualTo("From me to me");
              assertThat(asked.get("SmsStatus")).isEqualTo("received");
            });
    var messages = client.get(client.account("/Messages.json")).json().path("messages");
    assertThat(messages)
        .extracting(message -> message.path("direction").asString())
        .containsExactly("inbound", "outbound-api");
  }

  @Test
  void doesNotAnswerItselfForEver() {
    emulator.pointNumber(OURS, receiver.url("/ours"));
    emulator.pointNumber(TOLL_FREE, receiver.url("/toll-free"));
    receiver.answers(request -> Reply.twiml("<Message>Ping</Message>"));

    client.send("To", TOLL_FREE, "From", OURS, "Body", "Ping");

    // 15 replies of each side, and the last one is only asked about.
    await().until(() -> receiver.received().size() == 31);
    await()
        .until(
            () ->
                emulator.callbacks().size() == 31 && !emulator.handset(OURS).messages().isEmpty());
    assertThat(replies()).isEqualTo(30);
  }

  private long replies() {
    var page = client.get(client.account("/Messages.json?PageSize=1000")).json().path("messages");
    return page.valueStream()
        .filter(message -> message.path("direction").asString().equals("outbound-reply"))
        .count();
  }
}
