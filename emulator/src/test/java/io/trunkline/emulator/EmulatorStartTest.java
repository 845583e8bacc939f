// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.http.NoSuchHostException;
import io.trunkline.emulator.http.PortTakenException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EmulatorStartTest {
  @Test
  void runsSeveralSideBySide() {
    try (var one = TwilioEmulator.start();
        var other = TwilioEmulator.start(EmulatorOptions.defaults().withNumbers("+12125550100"))) {
      assertThat(one.baseUrl()).isNotEqualTo(other.baseUrl());
      assertThat(
              RawClient.live(other)
                  .send("To", "+14155550123", "From", "+12125550100", "Body", "x")
                  .status())
          .isEqualTo(201);
      assertThat(one.ledger().entries()).isEmpty();
    }
  }

  @Test
  void makesTheSameIdentifiersFromTheSameSeed() {
    assertThat(firstSid(7)).isEqualTo(firstSid(7)).isNotEqualTo(firstSid(8));
  }

  @Test
  void saysInASentenceThatThePortIsTaken() {
    try (var emulator = TwilioEmulator.start()) {
      int port = URI.create(emulator.baseUrl()).getPort();
      var same = EmulatorOptions.defaults().withPort(port);

      assertThatThrownBy(() -> TwilioEmulator.start(same))
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "Port " + port + " is already in use; choose another, or 0 for any free one.");
    }
  }

  @Test
  void saysInASentenceThatTheHostIsNotThisMachine() {
    for (var host : new String[] {"nowhere.invalid", "192.0.2.1"}) {
      assertThatThrownBy(() -> TwilioEmulator.start(EmulatorOptions.defaults().withHost(host)))
          .isInstanceOf(NoSuchHostException.class)
          .hasMessage("This machine has no address '" + host + "' to listen at.");
    }
  }

  @Test
  void refusesOptionsThatCannotBeMeant() {
    assertThatThrownBy(() -> EmulatorOptions.defaults().withPort(65536))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EmulatorOptions.defaults().withNumbers("555"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String firstSid(long seed) {
    try (var emulator = TwilioEmulator.start(EmulatorOptions.defaults().withRandomSeed(seed))) {
      return RawClient.live(emulator)
          .send("To", "+14155550123", "From", RawClient.OURS, "Body", "x")
          .text("sid");
    }
  }
}
