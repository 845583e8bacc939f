// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The surface below {@code /_emulator/}, as a test in any language would use it. */
class ControlTest {
  private static final String ALICE = "/_emulator/handsets/+14155550123";

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
    assertThat(client.postJson("/_emulator/reset", "").status()).isEqualTo(204);
  }

  @Test
  void showsWhatAPhoneHoldsInOrder() {
    var sent = client.send("To", "+14155550123", "From", OURS, "Body", "Hello");
    await().until(() -> client.get(ALICE).json().get("messages").size() == 1);
    var said = client.postJson(ALICE + "/messages", "{\"to\": \"" + OURS + "\", \"body\": \"Hi\"}");

    var phone = client.get(ALICE).json();

    assertThat(said.status()).isEqualTo(201);
    assertThat(phone.get("fate").stringValue()).isEqualTo("delivered");
    assertThat(phone.get("messages").get(0).get("sid").stringValue()).isEqualTo(sent.text("sid"));
    assertThat(phone.get("messages").get(1).get("sid").stringValue()).isEqualTo(said.text("sid"));
    assertThat(phone.get("messages").get(1).get("direction").stringValue()).isEqualTo("inbound");
    assertThat(client.get("/_emulator/handsets").json().get("handsets")).hasSize(1);
  }

  @Test
  void decidesAPhonesFate() {
    assertThat(client.put(ALICE, "{\"fate\": \"undelivered\", \"error_code\": 30005}").status())
        .isEqualTo(200);

    var sid = client.send("To", "+14155550123", "From", OURS, "Body", "Hello").text("sid");

    var message = client.account("/Messages/" + sid + ".json");
    await().until(() -> client.get(message).text("status").equals("undelivered"));
    assertThat(client.get(message).json().get("error_code").intValue()).isEqualTo(30005);
    assertThat(client.get("/_emulator/ledger").json().at("/entries/0/status").stringValue())
        .isEqualTo("undelivered");
  }

  @Test
  void countsIdenticalTextsInTheLedger() {
    for (var body : new String[] {"Twice", "Twice", "Once"}) {
      client.send("To", "+14155550123", "From", OURS, "Body", body);
    }

    var ledger = client.get("/_emulator/ledger").json();

    assertThat(ledger.get("count").intValue()).isEqualTo(3);
    assertThat(ledger.get("entries")).hasSize(3);
    assertThat(ledger.get("texts").get(0).get("body").stringValue()).isEqualTo("Twice");
    assertThat(ledger.get("texts").get(0).get("count").intValue()).isEqualTo(2);
  }

  @Test
  void ordersShowsAndClearsFaults() {
    var plan =
        """
        {"seed": 42, "rules": [
          {"method": "POST", "path": "/Messages.json", "fault": "status_before", "status": 500,
           "count": 1},
          {"fault": "slow", "probability": 0.5, "delay": "PT0.01S"}]}
        """;
    assertThat(client.put("/_emulator/faults", plan).status()).isEqualTo(200);

    assertThat(client.send("To", "+14155550123", "From", OURS, "Body", "x").status())
        .isEqualTo(500);
    assertThat(client.send("To", "+14155550123", "From", OURS, "Body", "x").status())
        .isEqualTo(201);
    var rules = client.get("/_emulator/faults").json().get("rules");
    assertThat(rules.get(0).get("struck").intValue()).isEqualTo(1);
    assertThat(rules.get(1).get("delay").stringValue()).isEqualTo("PT0.01S");
    assertThat(client.delete("/_emulator/faults").status()).isEqualTo(204);
    assertThat(client.get("/_emulator/faults").json().get("rules")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        "{\"rules\": [{\"fault\": \"flood\"}]}",
        "{\"rules\": [{}]}",
        "{\"rules\": [{\"fault\": \"slow\", \"probability\": 2}]}",
        "{\"rules\": [{\"fault\": \"slow\", \"probability\": \"often\"}]}",
        "{\"rules\": [{\"fault\": \"slow\", \"delay\": \"soon\"}]}",
        "{\"rules\": [{\"fault\": \"status_before\", \"status\": 200}]}",
        "{\"rules\": [{\"fault\": \"slow\", \"paht\": \"/\"}]}"
      })
  void saysWhatIsWrongWithAnOrder(String order) {
    var answer = client.put("/_emulator/faults", order);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).isNotBlank();
  }

  @Test
  void saysThatAPhoneOrANumberIsNone() {
    assertThat(client.get("/_emulator/handsets/alice").text("problem")).contains("alice");
    var answer =
        client.postJson(ALICE + "/messages", "{\"to\": \"+14155550999\", \"body\": \"Hi\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).contains("+14155550999");
    assertThat(client.postJson(ALICE + "/messages", "{\"body\": \"Hi\"}").text("problem"))
        .contains("to");
  }

  @Test
  void namesTheNumbersAndShortCodesThatAPhoneCanText() {
    emulator.pointNumber(OURS, "http://localhost:1/sms");
    client.postJson("/_emulator/short-codes", "{\"short_code\": \"12345\"}");

    var numbers = client.get("/_emulator/numbers").json().get("numbers");

    assertThat(numbers.findValuesAsString("number"))
        .containsExactly(OURS, RawClient.TOLL_FREE, "12345");
    assertThat(numbers.at("/0/sms_url").stringValue()).isEqualTo("http://localhost:1/sms");
    assertThat(numbers.at("/0/service_sid").isNull()).isTrue();
  }

  @Test
  void showsEverythingAboutAPhoneArrivedOrNot() {
    client.put(ALICE, "{\"fate\": \"undelivered\"}");
    var lost = client.send("To", "+14155550123", "From", OURS, "Body", "Hello").text("sid");
    emulator.handset("+14155550123").texts("Hi", OURS);
    client.send("To", "+14155550124", "From", OURS, "Body", "Another");

    var about = client.get("/_emulator/messages?number=%2B14155550123").json();

    assertThat(about.get("messages").findValuesAsString("body")).containsExactly("Hello", "Hi");
    assertThat(about.get("held").toString()).doesNotContain(lost);
    assertThat(client.get("/_emulator/messages").json().get("messages")).hasSize(3);
  }

  @Test
  void leavesOnlyTheLatestWhenAskedForFew() {
    for (var body : new String[] {"One", "Two", "Three"}) {
      client.send("To", "+14155550123", "From", OURS, "Body", body);
    }

    var ledger = client.get("/_emulator/ledger?limit=2").json();

    assertThat(ledger.get("count").intValue()).isEqualTo(3);
    assertThat(ledger.get("entries").findValuesAsString("body")).containsExactly("Two", "Three");
    assertThat(client.get("/_emulator/ledger?limit=few").text("problem")).contains("few");
  }

  @Test
  void letsABrowserRunNothingThatPeopleSend() {
    var message =
        emulator
            .handset("+14155550123")
            .texts("Look", OURS, List.of("data:text/html,<script>alert(1)</script>"));
    var path = "/_emulator/media/" + message.sid() + "/" + message.media().getFirst().sid();

    var headers = client.get(path).response().headers();

    assertThat(headers.firstValue("Content-Type")).hasValue("text/html");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("sandbox");
    assertThat(client.get("/").response().headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe"));
    assertThat(client.get("/_emulator/page/nothing.js").status()).isEqualTo(404);
  }

  @Test
  void showsCallbacksOfOneMessage() {
    try (var receiver = new CallbackReceiver()) {
      var sid =
          client
              .send(
                  "To",
                  "+14155550123",
                  "From",
                  OURS,
                  "Body",
                  "x",
                  "StatusCallback",
                  receiver.url("/status"))
              .text("sid");
      await().until(() -> receiver.statuses(sid).size() == 3);

      await()
          .until(
              () ->
                  client.get("/_emulator/callbacks?message=" + sid).json().get("callbacks").size()
                      == 3);
      var callback =
          client.get("/_emulator/callbacks?message=" + sid).json().get("callbacks").get(0);
      assertThat(callback.get("status").intValue()).isEqualTo(204);
      assertThat(callback.get("signature").stringValue()).isNotEmpty();
      assertThat(callback.get("url").stringValue()).isEqualTo(receiver.url("/status"));
    }
  }

  @Test
  void forgetsEverythingOnReset() {
    client.send("To", "+14155550123", "From", OURS, "Body", "x");

    client.postJson("/_emulator/reset", "");

    assertThat(emulator.ledger().entries()).isEmpty();
    assertThat(client.get(client.account("/Messages.json")).json().get("messages")).isEmpty();
    assertThat(client.get("/_emulator/handsets").json().get("handsets")).isEmpty();
  }
}
