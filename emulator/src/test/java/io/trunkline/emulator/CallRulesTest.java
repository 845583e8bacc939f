// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.phone.LineType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Twilio refuses to call for. */
class CallRulesTest {
  private static final String PREMIUM = "+14155550126";

  private static TwilioEmulator emulator;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
    emulator.handset(PREMIUM).line(LineType.PREMIUM);
    client.put("/_emulator/geo-permissions", "{\"calls_denied\": [\"FR\"]}");
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "To, '', 21201",
    "To, alice, 21211",
    "To, sip:alice@example.com, 21226",
    "To, +14155550126, 21202",
    "To, +33612345678, 21215",
    "From, '', 21213",
    "From, TABLES, 21212",
    "From, +14155550199, 21210",
    "Twiml, '', 21205",
    "Url, example.com, 21205",
    "FallbackUrl, example.com, 21205",
    "ApplicationSid, AP11111111111111111111111111111111, 21218",
    "Method, PUT, 21209",
    "StatusCallback, http://a_b.example, 21609",
    "StatusCallbackEvent, answer, 21626",
    "Timeout, 601, 21208",
    "SendDigits, 12x, 21206",
    "MachineDetection, Maybe, 21234"
  })
  void refusesWithTwiliosCode(String name, String value, int code) {
    // The first of two values counts.
    var answer =
        client.post(
            client.account("/Calls.json"),
            name,
            value,
            "To",
            "+14155550123",
            "From",
            OURS,
            "Twiml",
            "<Response/>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(emulator.calls()).isEmpty();
  }
}
