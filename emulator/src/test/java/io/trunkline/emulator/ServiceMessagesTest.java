// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static io.trunkline.emulator.RawClient.TOLL_FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import io.trunkline.emulator.RawClient.Raw;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages whose sender a Messaging Service chooses. The clock stands. */
class ServiceMessagesTest {
  private static final String ALICE = "+14155550123";
  private static final Duration SOON = Duration.ofSeconds(1);

  private static TwilioEmulator emulator;
  private static TwilioRestClient client;
  private static RawClient raw;
  private static CallbackReceiver receiver;

  private String service = "";

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = EmulatorClient.live(emulator);
    raw = RawClient.live(emulator);
    receiver = new CallbackReceiver();
  }

  @AfterAll
  static void stop() {
    receiver.close();
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    emulator.clock().speed(0);
    service = Service.creator("Bakery").create(client).getSid();
  }

  @Test
  void isAcceptedWithoutASenderAndGetsOneLater() {
    join(OURS);

    var message =
        Message.creator(new com.twilio.type.PhoneNumber(ALICE), service, "Bread").create(client);

    assertThat(message.getStatus()).isEqualTo(Message.Status.ACCEPTED);
    assertThat(message.getFrom()).isNull();
    assertThat(message.getNumSegments()).isEqualTo("0");
    assertThat(message.getMessagingServiceSid()).isEqualTo(service);
    emulator.clock().advance(SOON);
    var delivered = Message.fetcher(message.getSid()).fetch(client);
    assertThat(delivered.getStatus()).isEqualTo(Message.Status.DELIVERED);
    assertThat(delivered.getFrom()).hasToString(OURS);
    assertThat(delivered.getNumSegments()).isEqualTo("1");
  }

  @Test
  void reportsToTheServicesCallbackUnlessTheMessageNamesItsOwn() {
    join(OURS);
    var everybody = URI.create(receiver.url("/service"));
    Service.updater(service).setStatusCallback(everybody).update(client);
    var general = send();
    var special = send("StatusCallback", receiver.url("/own"));

    emulator.clock().advance(SOON);

    for (var message : new Raw[] {general, special}) {
      await()
          .untilAsserted(
              () ->
                  assertThat(receiver.statuses(message.text("sid")))
                      .containsExactly("queued", "sending", "sent", "delivered"));
    }
    assertThat(receiver.received())
        .allSatisfy(callback -> assertThat(callback.get("MessagingServiceSid")).isEqualTo(service))
        .filteredOn(callback -> callback.get("MessageSid").equals(special.text("sid")))
        .allSatisfy(callback -> assertThat(callback.uri()).isEqualTo("/own"));
  }

  @Test
  void leavesFromTheNamedSenderIfThatIsInThePool() {
    join(OURS);

    var named = send("From", OURS);
    var foreign = send("From", TOLL_FREE);

    assertThat(named.text("status")).isEqualTo("queued");
    assertThat(named.text("messaging_service_sid")).isEqualTo(service);
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(foreign.code()).isEqualTo(21711);
  }

  @Test
  void refusesServicesThatCannotSend() {
    assertThat(send().code()).isEqualTo(21704);
    assertThat(to(ALICE, "MG" + "9".repeat(32)).code()).isEqualTo(21701);
    assertThat(to(ALICE, "bakery").code()).isEqualTo(21705);
  }

  @Test
  void failsLaterWhenNoSenderReachesTheRecipient() {
    join(TOLL_FREE);

    var message = to("+4915112345678", service);
    emulator.clock().advance(SOON);

    assertThat(message.text("status")).isEqualTo("accepted");
    assertFailed(message, 21703);
    assertThat(fetch(message).json().path("from").isNull()).isTrue();
  }

  @Test
  void failsLaterWhenTheRecipientHasOptedOut() {
    join(OURS);
    raw.put("/_emulator/handsets/" + ALICE, "{\"blocked_senders\": [\"" + OURS + "\"]}");

    var message = send();
    emulator.clock().advance(SOON);

    assertThat(message.status()).isEqualTo(201);
    assertFailed(message, 21610);
  }

  @Test
  void failsLaterWhenTheSendersQueueIsFull() {
    join(OURS);
    emulator.limitSender(OURS, 0.00001);
    send();
    emulator.clock().advance(SOON);

    var message = send();
    emulator.clock().advance(SOON);

    assertThat(message.status()).isEqualTo(201);
    assertFailed(message, 30001);
  }

  @Test
  void expiresAsItsServiceSaysUnlessItSaysItself() {
    join(OURS);
    emulator.limitSender(OURS, 0.01);
    Service.updater(service).setValidityPeriod(30).update(client);
    send();
    emulator.clock().advance(SOON);
    var asTheServiceSays = send();
    var asItSays = send("ValidityPeriod", "200");

    emulator.clock().advance(Duration.ofSeconds(30));
    assertFailed(asTheServiceSays, 30036);
    emulator.clock().advance(Duration.ofSeconds(100));

    assertThat(fetch(asItSays).text("status")).isEqualTo("delivered");
  }

  @Test
  void encodesSmartlyAsItsServiceDoesUnlessItSaysItself() {
    join(OURS);

    assertThat(say("\u201cHot\u201d").text("body")).isEqualTo("\"Hot\"");
    assertThat(say("\u201cHot\u201d", "SmartEncoded", "false").text("body"))
        .isEqualTo("\u201cHot\u201d");
    Service.updater(service).setSmartEncoding(false).update(client);
    assertThat(say("\u201cHot\u201d").text("body")).isEqualTo("\u201cHot\u201d");
    assertThat(say("\u201cHot\u201d", "SmartEncoded", "true").text("body")).isEqualTo("\"Hot\"");
  }

  private void join(String number) {
    var sid =
        IncomingPhoneNumber.reader()
            .setPhoneNumber(new com.twilio.type.PhoneNumber(number))
            .read(client)
            .iterator()
            .next()
            .getSid();
    PhoneNumber.creator(service, sid).create(client);
  }

  private Raw send(String... more) {
    return say("Bread", more);
  }

  private Raw say(String body, String... more) {
    return more.length == 0
        ? raw.send("To", ALICE, "MessagingServiceSid", service, "Body", body)
        : raw.send("To", ALICE, "MessagingServiceSid", service, "Body", body, more[0], more[1]);
  }

  private static Raw to(String recipient, String service) {
    return raw.send("To", recipient, "MessagingServiceSid", service, "Body", "Bread");
  }

  private static void assertFailed(Raw message, int code) {
    var now = fetch(message);
    assertThat(now.text("status")).isEqualTo("failed");
    assertThat(now.json().path("error_code").intValue()).isEqualTo(code);
  }

  private static Raw fetch(Raw message) {
    return raw.get(raw.account("/Messages/" + message.text("sid") + ".json"));
  }
}
