// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.RawClient.Raw;
import io.trunkline.emulator.call.Utterance;
import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.phone.CallFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to people, with the document at hand. The clock stands. */
class CallsTest {
  private static final String ALICE = "+14155550123";
  private static final String BOB = "+14155550124";
  private static final String HELLO = "<Response><Say>Hello, your code is 1 2 3.</Say></Response>";
  private static final Duration SOON = Duration.ofSeconds(1);

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
  void readsATextAloudToWhoAnswers() {
    var call = call(ALICE, HELLO);
    assertThat(call.status()).isEqualTo(201);
    assertThat(call.text("status")).isEqualTo("queued");
    assertThat(call.text("from_formatted")).isEqualTo("(415) 555-0100");
    assertThat(call.text("phone_number_sid")).startsWith("PN");
    assertThat(call.json().path("start_time").isNull()).isTrue();

    emulator.clock().advance(Duration.ofMillis(10));
    assertThat(fetch(call).text("status")).isEqualTo("ringing");
    emulator.clock().advance(Duration.ofMillis(15));
    assertThat(fetch(call).text("status")).isEqualTo("in-progress");
    assertThat(fetch(call).json().path("duration").isNull()).isTrue();
    emulator.clock().advance(Duration.ofSeconds(3));

    var over = fetch(call);
    assertThat(over.text("status")).isEqualTo("completed");
    assertThat(over.text("duration")).isEqualTo("2");
    assertThat(over.text("start_time")).isNotEmpty();
    assertThat(over.text("end_time")).isNotEmpty();
    assertThat(over.text("price")).isEqualTo("-0.01300");
    var heard = emulator.handset(ALICE).expectsCall("your code is 1 2 3");
    assertThat(heard.sid()).isEqualTo(call.text("sid"));
    emulator.expectNoMore();
  }

  @Test
  void paysForMinutesBegunOfWhatWasAnswered() {
    call(ALICE, "<Response><Pause length='61'/></Response>");
    emulator.handset(BOB).callFate(CallFate.BUSY);
    var busy = call(BOB, HELLO);

    emulator.clock().advance(Duration.ofMinutes(2));

    var usage = client.get(client.account("/Usage/Records/AllTime.json?Category=calls-outbound"));
    var record = usage.json().path("usage_records").get(0);
    assertThat(record.path("count").asString()).isEqualTo("1");
    assertThat(record.path("usage").asString()).isEqualTo("2");
    assertThat(record.path("price").asString()).isEqualTo("0.026");
    assertThat(fetch(busy).json().path("price").isNull()).isTrue();
  }

  @Test
  void doesTheVerbsInOrder() {
    var call =
        call(
            ALICE,
            """
            <Response>
              <Say loop="2">One</Say><Pause length="2"/><Play>https://example.com/a.mp3</Play>
              <Gather timeout="3"><Say>Press a key</Say></Gather><Dial>+14155550199</Dial>
              <Say voice="woman">Bye <emphasis>now</emphasis></Say><Hangup/><Say>Never</Say>
            </Response>
            """);

    emulator.clock().advance(Duration.ofMinutes(1));

    var made = emulator.calls().getFirst();
    assertThat(made.heard())
        .extracting(Utterance::words)
        .containsExactly("One", "One", "https://example.com/a.mp3", "Press a key", "Bye now");
    assertThat(made.said()).isEqualTo("One One Press a key Bye now");
    assertThat(made.warnings())
        .containsExactly("<Gather> is not imitated", "<Dial> is not imitated");
    // Twice a word, a pause, a recording, a word, nobody presses a key, and a word.
    assertThat(fetch(call).text("duration")).isEqualTo("14");
  }

  @ParameterizedTest
  @CsvSource({
    "answered, 1, completed, true",
    "busy, 1, busy, false",
    "no_answer, 19, ringing, false",
    "no_answer, 21, no-answer, false",
    "failed, 1, failed, false"
  })
  void endsAsThePhoneHasIt(String fate, int seconds, String status, boolean isHeard) {
    var order = "{\"call_fate\": \"" + fate + "\"}";
    assertThat(client.put("/_emulator/handsets/" + ALICE, order).text("call_fate")).isEqualTo(fate);
    var call = call(ALICE, "<Response><Say>Hi</Say></Response>", "Timeout", "20");

    emulator.clock().advance(Duration.ofSeconds(seconds).plusMillis(100));

    var now = fetch(call);
    assertThat(now.text("status")).isEqualTo(status);
    assertThat(now.json().path("end_time").isNull()).isEqualTo(!isHeard);
    assertThat(emulator.calls().getFirst().said().isEmpty()).isEqualTo(!isHeard);
  }

  @Test
  void findsNobodyAtAPhoneThatIsOffOrGone() {
    emulator.handset(ALICE).switchedOff();
    emulator.handset(BOB).outOfService();
    var off = call(ALICE, HELLO);
    var gone = call(BOB, HELLO);

    emulator.clock().advance(SOON);

    assertThat(fetch(off).text("status")).isEqualTo("no-answer");
    assertThat(fetch(gone).text("status")).isEqualTo("failed");
    assertThat(emulator.handset(BOB).calls()).isEmpty();
  }

  @Test
  void hangsUpWhenThePersonDoes() {
    var call = call(ALICE, "<Response><Say>Hello</Say><Pause length='60'/></Response>");
    emulator.clock().advance(Duration.ofSeconds(5));

    emulator.handset(ALICE).hangsUp();

    assertThat(fetch(call).text("status")).isEqualTo("completed");
    assertThat(fetch(call).text("duration")).isEqualTo("4");
    assertThatThrownBy(emulator.handset(ALICE)::hangsUp).hasMessageContaining("is not in a call");
  }

  @Test
  void endsACallThatLastsTooLong() {
    var call = call(ALICE, "<Response><Pause length='600'/></Response>", "TimeLimit", "30");

    emulator.clock().advance(Duration.ofMinutes(1));

    assertThat(fetch(call).text("duration")).isEqualTo("30");
  }

  @Test
  void calledOffIsWhatNobodyHasAnswered() {
    var queued = call(ALICE, HELLO);
    assertThat(update(queued, "Status", "canceled").text("status")).isEqualTo("canceled");
    assertThat(update(queued, "Status", "canceled").code()).isEqualTo(21220);

    var running = call(ALICE, HELLO);
    emulator.clock().advance(Duration.ofMillis(100));
    assertThat(update(running, "Status", "canceled").text("status")).isEqualTo("in-progress");
    assertThat(update(running, "Status", "completed").text("status")).isEqualTo("completed");
    assertThat(update(running, "Status", "completed").code()).isEqualTo(21220);
    assertThat(update(running, "Status", "busy").code()).isEqualTo(20001);
  }

  @Test
  void saysSomethingElseWhenToldTo() {
    var call = call(ALICE, "<Response><Pause length='60'/><Say>Never</Say></Response>");
    assertThat(update(call, "Twiml", HELLO).code()).isEqualTo(21220);
    emulator.clock().advance(SOON);

    assertThat(update(call, "Twiml", HELLO).text("status")).isEqualTo("in-progress");
    assertThat(update(call, "Twiml", HELLO, "Url", "http://localhost/").code()).isEqualTo(20001);
    emulator.clock().advance(Duration.ofMinutes(2));

    assertThat(emulator.calls().getFirst().said()).isEqualTo("Hello, your code is 1 2 3.");
    assertThat(fetch(call).text("status")).isEqualTo("completed");
  }

  @Test
  void apologizesForADocumentThatCannotBeRead() {
    var call = call(ALICE, "<Response><Say>Hello</Response>");

    emulator.clock().advance(Duration.ofSeconds(10));

    assertThat(emulator.calls().getFirst().said()).startsWith("We are sorry");
    assertThat(emulator.calls().getFirst().warnings())
        .containsExactly("Its TwiML failed with 12100");
    assertThat(fetch(call).text("status")).isEqualTo("completed");
  }

  @Test
  void listsWhatTheFiltersLetThrough() {
    var first = call(ALICE, HELLO);
    emulator.clock().advance(Duration.ofDays(2));
    emulator.handset(BOB).callFate(CallFate.BUSY);
    var second = call(BOB, HELLO);
    emulator.clock().advance(SOON);
    var day = emulator.clock().now().toString().substring(0, 10);

    assertThat(listed("")).containsExactly(second.text("sid"), first.text("sid"));
    assertThat(listed("To=%2B14155550123")).containsExactly(first.text("sid"));
    assertThat(listed("From=%2B14155550100")).hasSize(2);
    assertThat(listed("Status=busy")).containsExactly(second.text("sid"));
    assertThat(listed("StartTime%3E=" + day)).containsExactly(second.text("sid"));
    assertThat(listed("StartTime%3C=" + day)).containsExactly(first.text("sid"));
    assertThat(listed("ParentCallSid=" + first.text("sid"))).isEmpty();
    assertThat(listed("PageToken=PAnonsense")).isEmpty();
  }

  @Test
  void tellsOfACallThatNobodyExpected() {
    call(ALICE, HELLO);
    assertThatThrownBy(emulator::expectNoMore)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("call from " + OURS + ", queued");
    emulator.clock().advance(SOON);

    assertThatThrownBy(() -> emulator.handset(ALICE).expectsCall("Goodbye", Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in-progress: Hello, your code is 1 2 3.");
    emulator.handset(ALICE).expectsCall("");

    emulator.expectNoMore();
  }

  @Test
  void forgetsACallThatWasDeletedButNotThatItWasMade() {
    var call = call(ALICE, HELLO);
    emulator.clock().advance(Duration.ofMinutes(1));

    assertThat(client.delete(path(call)).status()).isEqualTo(204);

    assertThat(fetch(call).status()).isEqualTo(404);
    assertThat(emulator.calls()).hasSize(1);
    var shown = client.get("/_emulator/calls?number=" + RawClient.encode(ALICE)).json();
    assertThat(shown.path("count").intValue()).isEqualTo(1);
    assertThat(shown.at("/calls/0/heard/0/words").asString()).contains("your code");
  }

  @Test
  void dialsOneCallASecondIfThePaceIsLifelike() {
    try (var lifelike = TwilioEmulator.start(EmulatorOptions.defaults().withPace(Pace.LIFELIKE))) {
      lifelike.clock().speed(0);
      var account = RawClient.live(lifelike);
      for (int i = 0; i < 3; i++) {
        account.post(
            account.account("/Calls.json"), "To", ALICE, "From", OURS, "Twiml", "<Response/>");
      }

      lifelike.clock().advance(Duration.ofMillis(2000));
      assertThat(account.get(account.account("/Calls.json?Status=ringing")).json().path("calls"))
          .hasSize(2);
      lifelike.clock().advance(Duration.ofMillis(2000));

      var calls = account.get(account.account("/Calls.json")).json().path("calls");
      assertThat(calls.valueStream().map(call -> call.path("queue_time").asString()))
          .containsExactly("2300", "1300", "300");
    }
  }

  private static List<String> listed(String query) {
    var page = client.get(client.account("/Calls.json?" + query)).json();
    return page.path("calls").valueStream().map(call -> call.path("sid").asString()).toList();
  }

  /** Calls somebody; more parameters come first and so win. */
  private static Raw call(String to, String twiml, String... more) {
    var form = new ArrayList<>(List.of(more));
    form.addAll(List.of("To", to, "From", OURS, "Twiml", twiml));
    return client.post(client.account("/Calls.json"), form.toArray(String[]::new));
  }

  private static Raw update(Raw call, String... form) {
    return client.post(path(call), form);
  }

  private static Raw fetch(Raw call) {
    return client.get(path(call));
  }

  private static String path(Raw call) {
    return client.account("/Calls/" + call.text("sid") + ".json");
  }
}
