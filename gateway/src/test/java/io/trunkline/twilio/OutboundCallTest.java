// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutboundCallTest {

  private static final PhoneNumber ALICE = PhoneNumber.parse("+14155550171");
  private static final URI CALLBACK = URI.create("https://example.com/twilio/calls/1");

  @Test
  void isOneRequestWithItsTextInIt() throws IOException {
    var body = "{\"sid\":\"CA1\",\"to\":\"+14155550171\",\"status\":\"queued\"}";
    var answer = "HTTP/1.1 201 X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    try (var server = new RawServer(answer);
        var room = room(server)) {
      var call = new OutboundCall("+14155550100", ALICE, "Your code: 1", "en-GB", CALLBACK);

      assertThat(room.twilio().createCall(room.account().id(), call))
          .isInstanceOfSatisfying(
              TwilioAnswer.Taken.class,
              taken -> {
                assertThat(taken.message().sid()).isEqualTo("CA1");
                assertThat(taken.message().status()).isEqualTo("queued");
              });
      assertThat(server.requests()).hasSize(1);
      var request = server.requests().getFirst().split("\r\n\r\n", 2);
      assertThat(request[0])
          .startsWith("POST /2010-04-01/Accounts/AC00000000000000000000000000000001/Calls.json ");
      assertThat(Arrays.stream(request[1].split("&")))
          .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
          .containsExactlyInAnyOrder(
              "To=+14155550171",
              "From=+14155550100",
              "Twiml=" + Twiml.readAloud("Your code: 1", "en-GB"),
              "StatusCallback=" + CALLBACK,
              "StatusCallbackEvent=initiated",
              "StatusCallbackEvent=ringing",
              "StatusCallbackEvent=answered",
              "StatusCallbackEvent=completed");
    }
  }

  @Test
  void isHeardOnThePhone() {
    try (var emulator = TwilioEmulator.start();
        var room =
            TwilioRoom.start(
                "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
                "trunkline.account.twilio.auth-token=" + emulator.authToken(),
                "trunkline.twilio.base-url=" + emulator.baseUrl())) {
      var from = EmulatorOptions.NUMBERS.getFirst();
      var call = new OutboundCall(from, ALICE, "Your code is 1 2 3", "en-US", null);

      assertThat(room.twilio().createCall(room.account().id(), call))
          .isInstanceOf(TwilioAnswer.Taken.class);
      emulator.handset(ALICE.e164()).expectsCall("Your code is 1 2 3");
    }
  }

  @Test
  void isInDoubtWhenTheAnswerIsLost() throws IOException {
    try (var server = new RawServer("CUT");
        var room = room(server)) {
      var call = new OutboundCall("+14155550100", ALICE, "hi", null, null);

      assertThat(room.twilio().createCall(room.account().id(), call))
          .isInstanceOf(TwilioAnswer.Unknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusesWhatCannotBeReadAloud() {
    assertThatThrownBy(() -> new OutboundCall("+1", ALICE, " ", null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutboundCall("+1", ALICE, "x".repeat(4000), null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutboundCall("+1", ALICE, "hi", "en\"", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new OutboundCall("+1", ALICE, "secret", null, null).toString())
        .doesNotContain("secret");
  }

  private static TwilioRoom room(RawServer server) {
    return TwilioRoom.start(
        "trunkline.account.twilio.account-sid=AC00000000000000000000000000000001",
        "trunkline.account.twilio.auth-token=0123456789abcdef0123456789abcdef",
        "trunkline.twilio.base-url=" + server.base());
  }
}
