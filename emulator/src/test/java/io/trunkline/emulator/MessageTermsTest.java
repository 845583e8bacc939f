// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else can be asked of a message. The clock stands. */
class MessageTermsTest {
  private static final String ALICE = "+14155550123";

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
  }

  @ParameterizedTest
  @CsvSource({
    "ContentRetention, forget, 30029",
    "AddressRetention, forget, 30030",
    "MaxPrice, cheap, 21627",
    "TrafficType, dear, 20001",
    "RiskCheck, maybe, 20001",
    "ShortenUrls, true, 20001",
    "ValidityPeriod, 0, 21624",
    "ValidityPeriod, 36001, 21624",
    "ValidityPeriod, soon, 21624",
    "FallbackFrom, +14155550101, 21664",
    "StatusCallback, https://my_host.example.com/, 21609"
  })
  void refusesWhatCannotBeMeant(String parameter, String value, int code) {
    var refused = send(ALICE, parameter, value);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "MaxPrice, 0.05",
    "TrafficType, free",
    "RiskCheck, disable",
    "Attempt, 2",
    "ShortenUrls, false",
    "PersistentAction, mailto:test@example.com",
    "ApplicationSid, AP99999999999999999999999999999999"
  })
  void acceptsWhatHasNoEffectHere(String parameter, String value) {
    assertThat(send(ALICE, parameter, value).status()).isEqualTo(201);
  }

  @Test
  void forgetsABodyThatIsToBeDiscardedWhenItsFateIsKnown() {
    var message = send(ALICE, "ContentRetention", "discard");
    assertThat(message.text("body")).isEqualTo("Hello");

    emulator.clock().advance(Duration.ofSeconds(1));

    assertThat(fetch(message).text("body")).isEmpty();
    assertThat(emulator.handset(ALICE).messages())
        .singleElement()
        .satisfies(held -> assertThat(held.said()).isEqualTo("Hello"));
  }

  @Test
  void hidesTheLastDigitsOfARecipientWhoIsToBeObfuscated() {
    var message = send(ALICE, "AddressRetention", "obfuscate");

    assertThat(message.text("to")).isEqualTo("+1415555XXXX");
    emulator.clock().advance(Duration.ofSeconds(1));
    assertThat(fetch(message).text("to")).isEqualTo("+1415555XXXX");
    assertThat(emulator.handset(ALICE).messages()).hasSize(1);
  }

  @Test
  void sendsALongTextAsOneMms() {
    var message =
        client.send("To", ALICE, "From", OURS, "Body", "x".repeat(500), "SendAsMms", "true");

    assertThat(message.text("sid")).startsWith("MM");
    assertThat(message.text("num_segments")).isEqualTo("1");
    assertThat(message.text("num_media")).isEqualTo("0");
    emulator.clock().advance(Duration.ofSeconds(1));
    var long4 = client.send("To", ALICE, "From", OURS, "Body", "x".repeat(500));
    emulator.clock().advance(Duration.ofSeconds(1));
    assertThat(fetch(message).text("price")).isNotEqualTo(fetch(long4).text("price"));
  }

  @Test
  void leadsToTheFeedbackOfAMessageThatWillGetSome() {
    var message = send(ALICE, "ProvideFeedback", "true");

    assertThat(message.json().path("subresource_uris").path("feedback").asString())
        .isEqualTo(client.account("/Messages/" + message.text("sid") + "/Feedback.json"));
    var feedback =
        client.post(
            client.account("/Messages/" + message.text("sid") + "/Feedback.json"),
            "Outcome",
            "unconfirmed");
    assertThat(feedback.status()).isEqualTo(200);
    assertThat(feedback.text("outcome")).isEqualTo("unconfirmed");
    assertThat(send(ALICE, "Attempt", "1").json().path("subresource_uris").has("feedback"))
        .isFalse();
  }

  @Test
  void refusesCountriesThatMayNotBeTexted() {
    var denied = client.put("/_emulator/geo-permissions", "{\"denied\": [\"FR\"]}");

    assertThat(denied.json().path("denied").path(0).asString()).isEqualTo("FR");
    assertThat(send("+33612345678", "Attempt", "1").code()).isEqualTo(21408);
    assertThat(send("+4915112345678", "Attempt", "1").status()).isEqualTo(201);
    var unknown = client.put("/_emulator/geo-permissions", "{\"denied\": [\"XX\"]}");
    assertThat(unknown.text("problem")).isEqualTo("There is no country XX");
  }

  @Test
  void refusesShortCodesAsRecipients() {
    assertThat(send("24680", "Attempt", "1").code()).isEqualTo(21265);
  }

  private static Raw send(String to, String parameter, String value) {
    return client.send("To", to, "From", OURS, "Body", "Hello", parameter, value);
  }

  private static Raw fetch(Raw message) {
    return client.get(client.account("/Messages/" + message.text("sid") + ".json"));
  }
}
