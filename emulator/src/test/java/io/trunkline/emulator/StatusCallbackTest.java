// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.phone.Fate;
import java.net.URI;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatusCallbackTest {
  private static final PhoneNumber OURS = new PhoneNumber("+14155550100");

  private static TwilioEmulator emulator;
  private static CallbackReceiver receiver;
  private static TwilioRestClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    receiver = new CallbackReceiver();
    client = EmulatorClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
    receiver.close();
  }

  @Test
  void reportsEachStatusAfterTheInitialOneInOrder() {
    var message = send("+14155550123", "Your table is ready", "/status");

    assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
    await()
        .untilAsserted(
            () ->
                assertThat(receiver.statuses(message.getSid()))
                    .containsExactly("sending", "sent", "delivered"));
    assertThat(emulator.handset("+14155550123").messages())
        .extracting(m -> m.sid())
        .contains(message.getSid());
  }

  @Test
  void signsSoThatTheSdkAcceptsIt() {
    var url = "/status?note=a%2Bb%20c+d&id=msg_1";
    var message = send("+14155550124", "Größe: 10 € & more", url);
    await().until(() -> receiver.statuses(message.getSid()).size() == 3);

    var validator = new RequestValidator(emulator.authToken());
    for (var callback : receiver.received()) {
      if (callback.get("MessageSid").equals(message.getSid())) {
        assertThat(callback.uri()).isEqualTo(url);
        var form = new HashMap<>(callback.form());
        form.remove("id");
        form.remove("note");
        assertThat(
                validator.validate(receiver.url(url), form, callback.header("X-Twilio-Signature")))
            .isTrue();
        form.put("MessageStatus", "read");
        assertThat(
                validator.validate(receiver.url(url), form, callback.header("X-Twilio-Signature")))
            .isFalse();
      }
    }
  }

  @Test
  void tellsWhyAMessageWasNotDelivered() {
    emulator.handset("+14155550125").fate(Fate.undelivered(30003));
    var message = send("+14155550125", "Hello", "/status");
    await().until(() -> receiver.statuses(message.getSid()).contains("undelivered"));

    var last =
        receiver.received().stream()
            .filter(r -> r.get("MessageSid").equals(message.getSid()))
            .toList()
            .getLast();
    assertThat(last.get("ErrorCode")).isEqualTo("30003");
    assertThat(last.get("RawDlrDoneDate")).matches("[0-9]{10}");
    assertThat(emulator.handset("+14155550125").messages()).isEmpty();
    assertThat(Message.fetcher(message.getSid()).fetch(client).getErrorCode()).isEqualTo(30003);
  }

  @Test
  void sendsTheParametersOfTheDocumentedSamplesAndNoOthers() {
    emulator.handset("+14155550126").fate(Fate.undelivered(30003));
    emulator.handset("+14155550127").fate(Fate.failed(30008));

    assertNames("sent", send("+14155550128", "Hello", "/status"));
    assertNames("delivered", send("+14155550128", "Hello", "/status"));
    assertNames("undelivered", send("+14155550126", "Hello", "/status"));
    assertNames("failed", send("+14155550127", "Hello", "/status"));
  }

  private static void assertNames(String status, Message message) {
    await().until(() -> receiver.statuses(message.getSid()).contains(status));
    var callback =
        receiver.received().stream()
            .filter(r -> r.get("MessageSid").equals(message.getSid()))
            .filter(r -> r.get("MessageStatus").equals(status))
            .findFirst()
            .orElseThrow();
    assertThat(callback.form().keySet())
        .containsExactlyElementsOf(FactFiles.names("callbacks/message-status-" + status + ".form"));
  }

  private static Message send(String to, String body, String path) {
    return Message.creator(new PhoneNumber(to), OURS, body)
        .setStatusCallback(URI.create(receiver.url(path)))
        .create(client);
  }
}
