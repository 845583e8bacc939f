// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import io.trunkline.emulator.phone.LineType;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a message depends on the phone it goes to. The clock stands. */
class PhonesThatDifferTest {
  private static final String ALICE = "+14155550123";
  private static final String GERMAN = "+4915112345678";
  private static final Duration USUAL = Duration.ofSeconds(1);

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

  @Test
  void waitsForAPhoneThatIsSwitchedOff() {
    var phone = emulator.handset(ALICE).switchedOff();
    var message = send(ALICE);
    emulator.clock().advance(Duration.ofHours(9));
    assertThat(fetch(message).text("status")).isEqualTo("sent");
    assertThat(phone.messages()).isEmpty();

    phone.switchedOn();
    emulator.clock().advance(USUAL);

    assertThat(fetch(message).text("status")).isEqualTo("delivered");
    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void givesUpOnAPhoneThatStaysOffUntilTheMessageExpires() {
    var phone = emulator.handset(ALICE).switchedOff();
    var message = send(ALICE, "ValidityPeriod", "3600");

    emulator.clock().advance(Duration.ofMinutes(59));
    assertThat(fetch(message).text("status")).isEqualTo("sent");
    emulator.clock().advance(Duration.ofMinutes(1));
    assertEnded(message, "undelivered", 30003);
    phone.switchedOn();
    emulator.clock().advance(USUAL);

    assertThat(phone.messages()).isEmpty();
  }

  @Test
  void settlesAMessageWithoutReceiptOnceWhenThePhoneComesBack() {
    var phone = emulator.handset(ALICE).switchedOff();
    client.put("/_emulator/handsets/" + ALICE, "{\"fate\": \"no_receipt\"}");
    var message = send(ALICE);
    emulator.clock().advance(Duration.ofMinutes(1));

    phone.switchedOn();
    emulator.clock().advance(Duration.ofMinutes(1));
    emulator.clock().advance(Duration.ofHours(11));

    assertThat(phone.messages()).hasSize(1);
    assertThat(fetch(message).text("status")).isEqualTo("sent");
    var usage = client.get(client.account("/Usage/Records/AllTime.json?Category=sms-outbound"));
    assertThat(usage.json().path("usage_records").get(0).path("count").asString()).isEqualTo("1");
  }

  @Test
  void knowsNumbersThatNobodyHas() {
    emulator.handset(ALICE).outOfService();
    var message = send(ALICE);

    emulator.clock().advance(USUAL);

    assertEnded(message, "undelivered", 30005);
  }

  @Test
  void triesLandlinesInSomeCountriesOnly() {
    emulator.handset(ALICE).line(LineType.LANDLINE);
    emulator.handset(GERMAN).line(LineType.LANDLINE);
    var tried = send(ALICE);
    var refused = send(GERMAN);
    var forced = send(GERMAN, "ForceDelivery", "true");

    emulator.clock().advance(USUAL);

    assertEnded(tried, "undelivered", 30006);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(21635);
    assertEnded(forced, "undelivered", 30006);
  }

  @Test
  void takesTheDelayThatThePhoneHas() {
    emulator.handset(ALICE).delay(Duration.ofSeconds(30), Duration.ofSeconds(60));
    var message = send(ALICE);

    emulator.clock().advance(Duration.ofSeconds(30));
    assertThat(fetch(message).text("status")).isEqualTo("sent");
    emulator.clock().advance(Duration.ofSeconds(31));

    assertThat(fetch(message).text("status")).isEqualTo("delivered");
  }

  @Test
  void pricesWhatHasLeftAndNothingElse() {
    emulator.handset(GERMAN).outOfService();
    client.put("/_emulator/handsets/+33612345678", "{\"fate\": \"failed\"}");
    var left = send(GERMAN);
    var failed = send("+33612345678");
    assertThat(left.json().path("price").isNull()).isTrue();

    emulator.clock().advance(USUAL);

    assertThat(fetch(left).text("price")).matches("-0\\.[0-9]{5}");
    assertThat(fetch(left).text("price_unit")).isEqualTo("USD");
    assertEnded(failed, "failed", 30008);
    assertThat(fetch(failed).json().path("price").isNull()).isTrue();
  }

  @Test
  void changesOnlyWhatIsSaid() {
    var path = "/_emulator/handsets/" + ALICE;
    client.put(path, "{\"switched_on\": false, \"line\": \"fixedVoip\", \"carrier\": \"Blue\"}");
    client.put(path, "{\"fate\": \"filtered\", \"delay\": \"PT2S\"}");

    var phone =
        client.put(path, "{\"switched_on\": true, \"blocked_senders\": [\"" + OURS + "\"]}");

    assertThat(phone.status()).isEqualTo(200);
    assertThat(phone.json().path("switched_on").booleanValue()).isTrue();
    assertThat(phone.text("line")).isEqualTo("fixedVoip");
    assertThat(phone.text("carrier")).isEqualTo("Blue");
    assertThat(phone.text("fate")).isEqualTo("undelivered");
    assertThat(phone.json().path("error_code").intValue()).isEqualTo(30007);
    assertThat(phone.json().path("delay").path("most").asString()).isEqualTo("PT2S");
    assertThat(send(ALICE).code()).isEqualTo(21610);
    client.put(path, "{\"blocked_senders\": []}");
    assertThat(send(ALICE).status()).isEqualTo(201);
  }

  @Test
  void refusesWhatCannotBeMeantOfAPhone() {
    assertProblem("{\"line\": \"rotary\"}", "There is no line type rotary, only mobile, landline");
    assertProblem("{\"call_fate\": \"cut\"}", "There is no call_fate cut, only answered, busy");
    assertProblem("{\"switched_on\": \"no\"}", "switched_on must be true or false");
    assertProblem("{\"error_code\": 30003}", "error_code says why only together with fate");
    assertProblem("{\"delay\": \"2s\"}", "delay must be an ISO 8601 duration");
    assertProblem("{\"delay\": {\"least\": \"PT5S\", \"most\": \"PT1S\"}}", "A delay is from");
    assertProblem(
        "{\"colour\": \"red\"}", "A phone has no colour, only [blocked_senders, call_fate");
    assertThat(emulator.handset(ALICE).profile().switchedOn()).isTrue();
  }

  private static void assertProblem(String order, String problem) {
    var answer = client.put("/_emulator/handsets/" + ALICE, order);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).startsWith(problem);
  }

  private static void assertEnded(Raw message, String status, int errorCode) {
    var now = fetch(message);
    assertThat(now.text("status")).isEqualTo(status);
    assertThat(now.json().path("error_code").intValue()).isEqualTo(errorCode);
  }

  private static Raw send(String to, String... more) {
    var form = new String[more.length + 6];
    System.arraycopy(new String[] {"To", to, "From", OURS, "Body", "Hello"}, 0, form, 0, 6);
    System.arraycopy(more, 0, form, 6, more.length);
    return client.send(form);
  }

  private static Raw fetch(Raw message) {
    return client.get(client.account("/Messages/" + message.text("sid") + ".json"));
  }
}
