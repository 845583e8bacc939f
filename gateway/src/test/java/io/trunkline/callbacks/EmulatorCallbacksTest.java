// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.TwilioAnswer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both roads at once, with signatures that somebody else has made. */
class EmulatorCallbacksTest {

  private static final PhoneNumber ALICE = PhoneNumber.parse("+14155550171");

  private TwilioEmulator emulator;
  private CallbacksRoom room;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    emulator = TwilioEmulator.start();
    room =
        CallbacksRoom.start(
            "server.port=" + port,
            "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
            "trunkline.account.twilio.auth-token=" + emulator.authToken(),
            "trunkline.twilio.base-url=" + emulator.baseUrl(),
            "trunkline.callbacks.public-url=http://localhost:" + port);
  }

  @AfterEach
  void stop() {
    room.close();
    emulator.close();
  }

  @Test
  void reportsBackUntilTheTextIsDelivered() {
    send();

    await().until(() -> statuses().contains("delivered"));
    assertThat(statuses()).contains("sent", "delivered");
  }

  @Test
  void appliesADuplicatedCallbackOnce() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_DUPLICATED));

    send();

    await().until(() -> statuses().contains("delivered"));
    await().until(() -> emulator.callbacks().size() >= 2 * statuses().size());
    assertThat(statuses()).doesNotHaveDuplicates();
  }

  @Test
  void believesNoForgedCallback() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_WRONG_SIGNATURE));

    send();

    await().until(() -> emulator.callbacks().size() >= 2);
    assertThat(statuses()).isEmpty();
  }

  private void send() {
    var callback = room.callbacks().url("/twilio/things/one/status").orElseThrow();
    var text = OutboundMessage.text(EmulatorOptions.NUMBERS.getFirst(), ALICE, "hello", callback);
    assertThat(room.twilio().createMessage(room.account().id(), text))
        .isInstanceOf(TwilioAnswer.Taken.class);
  }

  private List<String> statuses() {
    return room.applied().callbacks().stream()
        .map(callback -> callback.required("MessageStatus"))
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }
}
