// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** An emulator whose clock stands, and a person with a telephone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelStage {

  static final String NUMBER = "+14155550123";
  final TwilioEmulator emulator = TwilioEmulator.start();
  final RawClient client = RawClient.live(emulator);
  CallbackReceiver receiver;

  @BeforeEach
  final void reset() {
    receiver = new CallbackReceiver();
    emulator.reset();
    emulator.clock().speed(0);
  }

  @AfterEach
  final void closeReceiver() {
    receiver.close();
  }

  @AfterAll
  final void stop() {
    emulator.close();
  }

  /** Adds a sender of a channel; its SID. */
  final String add(String sender) {
    return client
        .postJson("/_emulator/channel-senders", "{\"sender\": \"" + sender + "\"}")
        .text("sid");
  }

  /** The message as it is now. */
  final Raw now(Raw message) {
    return client.get(client.account("/Messages/" + message.text("sid") + ".json"));
  }

  final void assertFailed(Raw message, int code) {
    var now = now(message);
    assertThat(now.text("status")).isEqualTo("failed");
    assertThat(now.json().path("error_code").intValue()).isEqualTo(code);
  }
}
