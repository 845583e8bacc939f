// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import io.trunkline.emulator.CallbackReceiver.Received;
import io.trunkline.emulator.CallbackReceiver.Reply;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboundTextTest {
  private static final String ALICE = "+14155550123";

  private static TwilioEmulator emulator;
  private static RawClient client;
  private CallbackReceiver receiver;

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
  void open() {
    emulator.reset();
    receiver = new CallbackReceiver();
    emulator.pointNumber(OURS, receiver.url("/sms?room=7"));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void reachesTheWebhookWithEveryParameterAndAGoodSignature() {
    var message = emulator.handset(ALICE).texts("Is a table free? \uD83D\uDC4D", OURS);

    var request = first("/sms");
    assertThat(request.uri()).isEqualTo("/sms?room=7");
    assertThat(request.form().keySet())
        .containsAll(FactFiles.names("callbacks/message-inbound.form"));
    assertThat(request.get("MessageSid")).isEqualTo(message.sid());
    assertThat(request.get("Body")).isEqualTo("Is a table free? \uD83D\uDC4D");
    assertThat(request.get("FromCity")).isEqualTo("SAN FRANCISCO");
    assertThat(request.get("SmsStatus")).isEqualTo("received");
    assertThat(request.header("User-Agent")).isEqualTo("TwilioProxy/1.1");
    assertThat(request.header("I-Twilio-Idempotency-Token")).isNotEmpty();
    var form = new HashMap<>(request.form());
    form.remove("room");
    assertThat(
            new RequestValidator(emulator.authToken())
                .validate(receiver.url("/sms?room=7"), form, request.header("X-Twilio-Signature")))
        .isTrue();
    var resource = client.get(client.account("/Messages/" + message.sid() + ".json"));
    assertThat(resource.text("direction")).isEqualTo("inbound");
    assertThat(resource.text("status")).isEqualTo("received");
  }

  @Test
  void doesNothingForAWebhookThatAnswersAfterAReset() {
    var reset = new CountDownLatch(1);
    receiver.answers(
        request -> {
          awaitUninterruptibly(reset);
          return Reply.twiml("<Message>Late reply</Message>");
        });
    emulator.handset(ALICE).texts("Hello", OURS);
    first("/sms");

    emulator.reset();
    reset.countDown();

    await()
        .during(Duration.ofMillis(300))
        .until(() -> emulator.handset(ALICE).messages().isEmpty());
    assertThat(emulator.callbacks()).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void asksByGetWithTheParametersInTheSignedUrl() {
    configure("SmsMethod", "GET");

    emulator.handset(ALICE).texts("Hello there", OURS);

    var request = first("/sms");
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.get("Body")).isEqualTo("Hello there");
    assertThat(
            new RequestValidator(emulator.authToken())
                .validate(
                    receiver.url(request.uri()),
                    new HashMap<>(),
                    request.header("X-Twilio-Signature")))
        .isTrue();
  }

  @Test
  void deliversTheReplyThatTheTwimlAsksForAndReportsIt() {
    receiver.answers(
        request ->
            request.uri().startsWith("/sms")
                ? Reply.twiml("<Message action='/replied'>Yes, at eight</Message>")
                : new Reply(204, "", ""));

    emulator.handset(ALICE).texts("Is a table free?", OURS);

    var reply = awaitReply("Yes, at eight");
    assertThat(reply.direction()).isEqualTo(Direction.OUTBOUND_REPLY);
    assertThat(reply.from()).isEqualTo(OURS);
    await()
        .untilAsserted(
            () -> assertThat(receiver.statuses(reply.sid())).endsWith("sent", "delivered"));
    assertThat(emulator.ledger().entries()).isEmpty();
  }

  @Test
  void takesAPlainTextForTheReply() {
    receiver.answers(request -> new Reply(200, "text/plain", "Noted"));

    emulator.handset(ALICE).texts("Hello", OURS);

    awaitReply("Noted");
  }

  @Test
  void followsARedirectToAnotherDocument() {
    receiver.answers(
        request ->
            request.uri().startsWith("/sms")
                ? Reply.twiml("<Redirect>next</Redirect><Message>never</Message>")
                : Reply.twiml("<Message>From the next</Message>"));

    emulator.handset(ALICE).texts("Hello", OURS);

    awaitReply("From the next");
    assertThat(first("/next").get("Body")).isEqualTo("Hello");
    assertThat(emulator.callbacks())
        .extracting(SentCallback::kind)
        .containsExactly(SentCallback.Kind.INBOUND, SentCallback.Kind.REDIRECT);
  }

  @Test
  void triesTheFallbackAndSaysWhatFailed() {
    configure("SmsFallbackUrl", receiver.url("/fallback"));
    receiver.answers(
        request ->
            request.uri().startsWith("/sms")
                ? new Reply(500, "text/plain", "broken")
                : Reply.twiml("<Message>We are back soon</Message>"));

    emulator.handset(ALICE).texts("Hello", OURS);

    awaitReply("We are back soon");
    assertThat(first("/fallback").get("ErrorCode")).isEqualTo("11200");
    assertThat(first("/fallback").get("ErrorUrl")).isEqualTo(receiver.url("/sms?room=7"));
  }

  @Test
  void triesTheFallbackWhenTheTwimlIsBroken() {
    configure("SmsFallbackUrl", receiver.url("/fallback"));
    receiver.answers(
        request ->
            request.uri().startsWith("/sms")
                ? new Reply(200, "text/xml", "<Response><Message>")
                : new Reply(204, "", ""));

    emulator.handset(ALICE).texts("Hello", OURS);

    assertThat(first("/fallback").get("ErrorCode")).isEqualTo("12100");
  }

  @Test
  void triesToConnectTwiceAndThenTheFallback() {
    configure("SmsUrl", "http://localhost:1/nobody");
    configure("SmsFallbackUrl", receiver.url("/fallback"));

    emulator.handset(ALICE).texts("Hello", OURS);

    assertThat(first("/fallback").get("ErrorCode")).isEqualTo("11205");
    assertThat(emulator.callbacks().getFirst().answer().attempts()).isEqualTo(2);
  }

  @Test
  void repeatsTheRequestWithTheUrlsPasswordWhenAskedForIt() {
    configure("SmsUrl", receiver.url("/sms").replace("http://", "http://alice:secret@"));
    receiver.answers(
        request ->
            request.header("Authorization").isEmpty()
                ? new Reply(401, "", "")
                : Reply.twiml("<Message>Welcome</Message>"));

    emulator.handset(ALICE).texts("Hello", OURS);

    awaitReply("Welcome");
    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().getLast().header("Authorization"))
        .isEqualTo("Basic YWxpY2U6c2VjcmV0");
  }

  @Test
  void servesTheMediaThatAPhoneSent() {
    var message =
        emulator.handset(ALICE).texts("Look", OURS, List.of("data:image/png;base64,iVBORw0KGgo="));

    var request = first("/sms");
    assertThat(message.sid()).startsWith("MM");
    assertThat(request.form().keySet())
        .containsAll(FactFiles.names("callbacks/message-inbound-media.form"));
    assertThat(request.get("NumMedia")).isEqualTo("1");
    assertThat(request.get("MediaContentType0")).isEqualTo("image/png");
    var path = request.get("MediaUrl0").substring(emulator.baseUrl().length());
    var media = client.get(path);
    assertThat(media.response().headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(media.response().body()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(new RawClient(emulator, "nobody", "").get(path).status()).isEqualTo(401);
    assertThat(client.delete(path + ".json").status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
  }

  @Test
  void answersStopItselfForwardsItAndRefusesTheNextMessage() {
    receiver.answers(request -> Reply.twiml("<Message>You will not read this</Message>"));

    emulator.handset(ALICE).texts("Stop", OURS);

    assertThat(first("/sms").get("Body")).isEqualTo("Stop");
    assertThat(first("/sms").form()).doesNotContainKey("OptOutType");
    var refused = client.send("To", ALICE, "From", OURS, "Body", "Buy now");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(21610);
    assertThat(client.send("To", ALICE, "From", RawClient.TOLL_FREE, "Body", "x").status())
        .isEqualTo(201);
    await().until(() -> held().stream().anyMatch(m -> m.said().contains("unsubscribed")));
    await()
        .until(
            () ->
                client
                    .get(client.account("/Messages.json?To=" + RawClient.encode(ALICE)))
                    .json()
                    .get("messages")
                    .valueStream()
                    .anyMatch(m -> m.path("error_code").asInt(0) == 21610));
    assertThat(held()).noneMatch(m -> m.said().equals("You will not read this"));

    emulator.handset(ALICE).texts("START", OURS);
    assertThat(client.send("To", ALICE, "From", OURS, "Body", "Hello again").status())
        .isEqualTo(201);
  }

  @Test
  void refusesTextsToNumbersThatNobodyHas() {
    assertThatThrownBy(() -> emulator.handset(ALICE).texts("Hello", "+14155550999"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("+14155550999");
  }

  private static void configure(String name, String value) {
    var numbers = client.account("/IncomingPhoneNumbers");
    var query = "?PhoneNumber=" + RawClient.encode(OURS);
    var sid =
        client
            .get(numbers + ".json" + query)
            .json()
            .get("incoming_phone_numbers")
            .get(0)
            .get("sid")
            .stringValue();
    assertThat(client.post(numbers + "/" + sid + ".json", name, value).status()).isEqualTo(200);
  }

  private Received first(String path) {
    await().until(() -> receiver.received().stream().anyMatch(r -> r.uri().startsWith(path)));
    return receiver.received().stream()
        .filter(r -> r.uri().startsWith(path))
        .findFirst()
        .orElseThrow();
  }

  private static List<EmulatedMessage> held() {
    return emulator.handset(ALICE).messages();
  }

  private static EmulatedMessage awaitReply(String body) {
    await().until(() -> held().stream().anyMatch(m -> m.said().equals(body)));
    return held().stream().filter(m -> m.said().equals(body)).findFirst().orElseThrow();
  }
}
