// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import io.trunkline.emulator.CallbackReceiver.Received;
import io.trunkline.emulator.CallbackReceiver.Reply;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.CallFate;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a call tells and asks its customer; the official SDK orders it and checks the signatures.
 */
class CallCallbacksTest {
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");
  private static final PhoneNumber CALLER = new PhoneNumber(OURS);
  private static final Twiml HELLO = new Twiml("<Response><Say>Hello</Say></Response>");

  private final TwilioEmulator emulator = TwilioEmulator.start();
  private final CallbackReceiver receiver = new CallbackReceiver();

  @BeforeEach
  void hurry() {
    emulator.clock().speed(100);
  }

  @AfterEach
  void stop() {
    emulator.close();
    receiver.close();
  }

  @Test
  void tellsTheStepsThatWereAskedFor() {
    emulator.clock().speed(0);
    var call =
        Call.creator(ALICE, CALLER, HELLO)
            .setStatusCallback(URI.create(receiver.url("/calls?x=1")))
            .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"))
            .create(EmulatorClient.live(emulator));

    emulator.clock().advance(Duration.ofSeconds(10));
    await().until(() -> received(call).size() == 4);

    var validator = new RequestValidator(emulator.authToken());
    assertThat(received(call))
        .allSatisfy(
            r ->
                assertThat(
                        validator.validate(
                            receiver.url(r.uri()), withoutQuery(r), r.header("X-Twilio-Signature")))
                    .isTrue())
        .extracting(r -> r.get("CallStatus"))
        .containsExactly("initiated", "ringing", "in-progress", "completed");
    assertThat(received(call))
        .extracting(r -> r.get("SequenceNumber"))
        .containsExactly("0", "1", "2", "3");
    var last = received(call).getLast();
    assertThat(withoutQuery(last).keySet())
        .containsExactlyElementsOf(FactFiles.names("callbacks/call-status-completed.form"));
    assertThat(last.get("CallDuration")).isEqualTo("1");
    assertThat(last.get("Duration")).isEqualTo("1");
    assertThat(last.get("SipResponseCode")).isEqualTo("200");
  }

  @Test
  void tellsOnlyTheEndUnlessAskedForMore() {
    emulator.handset(ALICE.toString()).callFate(CallFate.BUSY);
    var call =
        Call.creator(ALICE, CALLER, HELLO)
            .setStatusCallback(URI.create(receiver.url("/calls")))
            .create(EmulatorClient.live(emulator));

    await().until(() -> !received(call).isEmpty());

    var only = received(call).getFirst();
    assertThat(only.get("CallStatus")).isEqualTo("busy");
    assertThat(only.get("SipResponseCode")).isEqualTo("486");
    assertThat(only.get("CallDuration")).isEqualTo("0");
    assertThat(only.get("SequenceNumber")).isEqualTo("0");
    assertThat(only.form()).doesNotContainKey("Duration");
    assertThat(received(call)).hasSize(1);
  }

  @Test
  void keepsBackWhatAFaultSays() {
    emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_LOST).on("POST", "/calls"));
    Call.creator(ALICE, CALLER, HELLO)
        .setStatusCallback(URI.create(receiver.url("/calls")))
        .create(EmulatorClient.live(emulator));

    await().until(() -> !emulator.callbacks().isEmpty());

    assertThat(emulator.callbacks())
        .extracting(SentCallback::fault)
        .containsExactly(FaultKind.CALLBACK_LOST);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void callsThoughItAnswersThatItDidNot() {
    emulator.faults(1, FaultRule.of(FaultKind.STATUS_AFTER).on("POST", "*/Calls.json"));
    var client = RawClient.live(emulator);

    var answer =
        client.post(
            client.account("/Calls.json"),
            "To",
            ALICE.toString(),
            "From",
            OURS,
            "Twiml",
            HELLO.toString());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(emulator.handset(ALICE.toString()).expectsCall("Hello").sid()).startsWith("CA");
    assertThat(emulator.calls()).hasSize(1);
  }

  @Test
  void tellsWhoWatchesWhatIsHeard() {
    try (var stream = new EventStream(emulator)) {
      await().until(() -> !stream.events().isEmpty());
      var sid = Call.creator(ALICE, CALLER, HELLO).create(EmulatorClient.live(emulator)).getSid();

      await()
          .until(
              () ->
                  stream.named("call").stream()
                      .anyMatch(e -> e.text("status").equals("completed")));

      var last = stream.named("call").getLast();
      assertThat(last.text("sid")).isEqualTo(sid);
      assertThat(last.data().at("/heard/0/words").asString()).isEqualTo("Hello");
    }
  }

  @Test
  void asksForTheDocumentAndGoesWhereItSays() {
    receiver.answers(
        request ->
            switch (request.uri()) {
              case "/twiml" -> Reply.twiml("<Say>First</Say><Redirect>next?a=1</Redirect>");
              case "/next?a=1" -> new Reply(200, "text/plain", "Second");
              default -> new Reply(500, "", "");
            });
    var call = callBy("/twiml");

    emulator.handset(ALICE.toString()).expectsCall("First Second");

    var asked = received(call).getFirst();
    assertThat(asked.get("CallStatus")).isEqualTo("in-progress");
    assertThat(asked.get("Direction")).isEqualTo("outbound-api");
    assertThat(asked.get("AnsweredBy")).isEqualTo("human");
    assertThat(asked.get("CalledState")).isEqualTo("CA");
    assertThat(asked.header("X-Twilio-Signature")).isNotEmpty();
    await().until(() -> fetch(call).getStatus() == Call.Status.COMPLETED);
    assertThat(fetch(call).getAnsweredBy()).isEqualTo("human");
  }

  @Test
  void asksTheFallbackIfTheDocumentCannotBeHad() {
    receiver.answers(
        request ->
            request.uri().equals("/fallback")
                ? Reply.twiml("<Say>" + request.get("ErrorCode") + "</Say>")
                : new Reply(500, "", ""));
    var call = callBy("/twiml");

    emulator.handset(ALICE.toString()).expectsCall("11200");

    assertThat(received(call).getLast().get("ErrorUrl")).isEqualTo(receiver.url("/twiml"));
  }

  @Test
  void apologizesIfTheFallbackFailsToo() {
    receiver.answers(request -> new Reply(200, "text/xml", "<Nonsense/>"));
    var call = callBy("/twiml");

    emulator.handset(ALICE.toString()).expectsCall("We are sorry");

    await().until(() -> fetch(call).getStatus() == Call.Status.COMPLETED);
    assertThat(received(call)).hasSize(2);
  }

  private Call callBy(String path) {
    return Call.creator(ALICE, CALLER, URI.create(receiver.url(path)))
        .setFallbackUrl(URI.create(receiver.url("/fallback")))
        .setMachineDetection("Enable")
        .create(EmulatorClient.live(emulator));
  }

  private Call fetch(Call call) {
    return Call.fetcher(call.getSid()).fetch(EmulatorClient.live(emulator));
  }

  private List<Received> received(Call call) {
    return receiver.received().stream()
        .filter(r -> r.get("CallSid").equals(call.getSid()))
        .toList();
  }

  private static Map<String, String> withoutQuery(Received received) {
    var form = new LinkedHashMap<>(received.form());
    form.remove("x");
    return form;
  }
}
