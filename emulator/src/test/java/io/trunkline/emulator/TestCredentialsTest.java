// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The magic numbers of Twilio's page on test credentials, all of them. */
class TestCredentialsTest {
  private static TwilioEmulator emulator;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.test(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, +14155550123, 21212",
    "+15005550007, +14155550123, 21606",
    "+15005550008, +14155550123, 21611",
    "+14155550100, +14155550123, 21606",
    "+15005550006, +15005550001, 21211",
    "+15005550006, +15005550002, 21612",
    "+15005550006, +15005550003, 21408",
    "+15005550006, +15005550004, 21610",
    "+15005550006, +15005550009, 21614"
  })
  void refusesMagicNumbersOfMessages(String from, String to, int code) {
    var answer = client.send("From", from, "To", to, "Body", "x");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void acceptsTheGoodSenderButSendsNothing() {
    var answer = client.send("From", "+15005550006", "To", "+14155550123", "Body", "x");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("status")).isEqualTo("queued");
    assertThat(emulator.ledger().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, +14155550123, 21212",
    "+14155550100, +14155550123, 21210",
    "+15005550006, +15005550001, 21217",
    "+15005550006, +15005550002, 21214",
    "+15005550006, +15005550003, 21215",
    "+15005550006, +15005550004, 21216"
  })
  void refusesMagicNumbersOfCalls(String from, String to, int code) {
    var answer =
        client.post(client.account("/Calls.json"), "From", from, "To", to, "Twiml", "<Response/>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void acceptsTheGoodCallerButCallsNobody() {
    var answer =
        client.post(
            client.account("/Calls.json"),
            "From",
            "+15005550006",
            "To",
            "+14155550123",
            "Url",
            "https://example.com/twiml");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("status")).isEqualTo("queued");
    assertThat(emulator.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PhoneNumber, +15005550000, 21422",
    "PhoneNumber, +15005550001, 21421",
    "AreaCode, 533, 21452"
  })
  void refusesMagicNumbersOfPurchases(String name, String value, int code) {
    assertThat(client.post(client.account("/IncomingPhoneNumbers.json"), name, value).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"PhoneNumber, +15005550006", "AreaCode, 500"})
  void pretendsToBuyTheGoodNumber(String name, String value) {
    var answer = client.post(client.account("/IncomingPhoneNumbers.json"), name, value);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("phone_number")).isEqualTo("+15005550006");
  }

  @ParameterizedTest
  @CsvSource({"/Messages.json", "/Calls.json", "/IncomingPhoneNumbers.json", "/Keys.json", ".json"})
  void refusesOtherResources(String path) {
    var answer = client.get(client.account(path));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(20008);
  }

  @Test
  void meansNothingToLiveCredentials() {
    var live = RawClient.live(emulator);

    assertThat(live.send("From", "+15005550006", "To", "+14155550123", "Body", "x").code())
        .isEqualTo(21606);
    assertThat(live.send("From", "+14155550100", "To", "+15005550004", "Body", "x").status())
        .isEqualTo(201);
  }
}
