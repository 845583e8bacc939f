// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.EventStream.Event;
import io.trunkline.emulator.control.EventFeed;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What somebody sees who watches {@code /_emulator/events}. */
class EventsTest {
  private static final String ALICE = "+14155550123";

  private TwilioEmulator emulator;
  private RawClient client;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void beginsWithTheAdviceToReadEverything() {
    try (var stream = watch()) {
      assertThat(stream.events()).extracting(Event::name).containsExactly("resync");
    }
  }

  @Test
  void tellsEachStepOfAMessageAndItsArrival() {
    try (var stream = watch()) {
      var sid = client.send("To", ALICE, "From", OURS, "Body", "Hello").text("sid");
      await().until(() -> statuses(stream, sid).contains("delivered"));

      assertThat(statuses(stream, sid))
          .containsSubsequence("queued", "sending", "sent", "delivered");
      assertThat(stream.named("ledger"))
          .singleElement()
          .satisfies(entry -> assertThat(entry.text("sid")).isEqualTo(sid));
      assertThat(stream.named("arrival"))
          .singleElement()
          .satisfies(
              arrival -> {
                assertThat(arrival.text("number")).isEqualTo(ALICE);
                assertThat(arrival.text("message_sid")).isEqualTo(sid);
              });
    }
  }

  @Test
  void saysWhyAMessageFailed() {
    emulator.handset(ALICE).fate(Fate.undelivered(30005));
    try (var stream = watch()) {
      var sid = client.send("To", ALICE, "From", OURS, "Body", "Hello").text("sid");
      await().until(() -> statuses(stream, sid).contains("undelivered"));

      var last = stream.named("message").getLast();
      assertThat(last.data().get("error_code").intValue()).isEqualTo(30005);
      assertThat(last.text("error_title")).isNotBlank();
    }
  }

  @Test
  void tellsEachCallbackWithItsBaseStringAndHeaders() {
    try (var receiver = new CallbackReceiver();
        var stream = watch()) {
      var url = receiver.url("/status?room=7");
      client.send("To", ALICE, "From", OURS, "Body", "Hello", "StatusCallback", url);
      await().until(() -> stream.named("callback").size() == 3);

      var told = stream.named("callback").getFirst();
      var sent = receiver.received().getFirst();
      assertThat(told.text("base_string"))
          .startsWith(url + "AccountSid" + emulator.accountSid() + "ApiVersion2010-04-01");
      told.data()
          .get("headers")
          .forEachEntry(
              (name, value) -> assertThat(sent.header(name)).isEqualTo(value.stringValue()));
      assertThat(told.text("idempotency_token"))
          .isNotEmpty()
          .isEqualTo(sent.header("I-Twilio-Idempotency-Token"));
      assertThat(told.text("duration")).startsWith("PT");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACK_DUPLICATED", "CALLBACK_WRONG_HOST"})
  void showsWhatWasReallySigned(FaultKind fault) throws GeneralSecurityException {
    emulator.faults(1, FaultRule.of(fault).times(1));
    try (var receiver = new CallbackReceiver()) {
      var url = receiver.url("/status?room=7");
      client.send("To", ALICE, "From", OURS, "Body", "x", "StatusCallback", url);
      await().until(() -> receiver.received().size() >= 3);

      for (var callback : emulator.callbacks()) {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(emulator.authToken().getBytes(US_ASCII), "HmacSHA1"));
        var signature = mac.doFinal(callback.baseString().getBytes(US_ASCII));
        assertThat(callback.signature()).isEqualTo(Base64.getEncoder().encodeToString(signature));
      }
      assertThat(emulator.callbacks().getFirst().baseString().startsWith(url))
          .isEqualTo(fault != FaultKind.CALLBACK_WRONG_HOST);
    }
  }

  @Test
  void tellsWhoStoppedWhom() {
    try (var stream = watch()) {
      emulator.handset(ALICE).texts("STOP", OURS);
      await().until(() -> blockedSenders(stream).equals(List.of(OURS)));

      emulator.handset(ALICE).texts("START", OURS);
      await().until(() -> blockedSenders(stream).isEmpty());
    }
  }

  @Test
  void tellsWhatIsOrdered() {
    try (var stream = watch()) {
      emulator.faults(7, FaultRule.of(FaultKind.THROTTLE).times(1));
      client.send("To", ALICE, "From", OURS, "Body", "Hello");
      await().until(() -> last(stream, "faults").at("/rules/0/struck").asInt(0) == 1);

      emulator.handset(ALICE).fate(Fate.NO_RECEIPT);
      await().until(() -> last(stream, "handset").at("/fate").asString("").equals("no_receipt"));

      client.postJson("/_emulator/clock", "{\"speed\": 0}");
      await().until(() -> last(stream, "clock").at("/speed").asDouble(1) == 0);

      emulator.pointNumber(OURS, "http://localhost:1/sms");
      await().until(() -> last(stream, "numbers").toString().contains("http://localhost:1/sms"));

      emulator.reset();
      await().until(() -> !stream.named("reset").isEmpty());
    }
  }

  @Test
  void servesManyAtOnce() {
    var streams = Stream.generate(() -> new EventStream(emulator)).limit(40).toList();
    await().until(() -> streams.stream().noneMatch(s -> s.events().isEmpty()));

    var sid = client.send("To", ALICE, "From", OURS, "Body", "Hello").text("sid");

    await().until(() -> streams.stream().allMatch(s -> statuses(s, sid).contains("delivered")));
    streams.forEach(EventStream::close);
  }

  @Test
  void waitsForNobodyAndTellsTheSlowToReadAnew() throws IOException {
    try (var slow = slowReader()) {
      var body = "x".repeat(10_000);
      for (int i = 0; i < 2 * EventFeed.CAPACITY; i++) {
        emulator.handset(ALICE).texts(body, OURS);
      }

      var lines =
          new BufferedReader(new InputStreamReader(slow.getInputStream(), US_ASCII)).lines();
      assertThat(lines.filter(line -> line.equals("event: resync")).limit(2)).hasSize(2);
    }
  }

  @Test
  void endsTheStreamsWhenTheWorldEnds() {
    try (var stream = watch()) {
      emulator.close();

      await().until(stream::hasEnded);
    }
  }

  private EventStream watch() {
    var stream = new EventStream(emulator);
    await().until(() -> !stream.events().isEmpty());
    return stream;
  }

  /** A reader with a small window that does not read yet. */
  private Socket slowReader() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(5000);
    var port = URI.create(emulator.baseUrl()).getPort();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket
        .getOutputStream()
        .write("GET /_emulator/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  private static List<String> statuses(EventStream stream, String sid) {
    return stream.named("message").stream()
        .filter(event -> event.text("sid").equals(sid))
        .map(event -> event.text("status"))
        .toList();
  }

  private static List<String> blockedSenders(EventStream stream) {
    return last(stream, "handset")
        .path("blocked_senders")
        .valueStream()
        .map(JsonNode::stringValue)
        .toList();
  }

  private static JsonNode last(EventStream stream, String name) {
    var told = stream.named(name);
    return told.isEmpty() ? MissingNode.getInstance() : told.getLast().data();
  }
}
