// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.CallbackReceiver.Received;
import io.trunkline.emulator.CallbackReceiver.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceInboundTest {
  private static final String ALICE = "+14155550123";

  private static TwilioEmulator emulator;
  private static RawClient client;
  private CallbackReceiver receiver;
  private String service = "";

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
    emulator.pointNumber(OURS, receiver.url("/number"));
    service = client.post("/v1/Services", "FriendlyName", "Bakery").text("sid");
    for (var number : numbers()) {
      client.post("/v1/Services/" + service + "/PhoneNumbers", "PhoneNumberSid", number);
    }
    configure("InboundRequestUrl", receiver.url("/service"));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void reachesTheServicesWebhookInsteadOfTheNumbers() {
    var message = emulator.handset(ALICE).texts("Hello", OURS);

    var request = first("/service");
    assertThat(request.get("MessagingServiceSid")).isEqualTo(service);
    assertThat(request.get("To")).isEqualTo(OURS);
    assertThat(request.form()).doesNotContainKey("OptOutType");
    assertThat(at("/number")).isEmpty();
    var resource = client.get(client.account("/Messages/" + message.sid() + ".json"));
    assertThat(resource.text("messaging_service_sid")).isEqualTo(service);
  }

  @Test
  void reachesTheNumbersWebhookIfTheServiceLeavesItToThat() {
    configure("UseInboundWebhookOnNumber", "true");

    emulator.handset(ALICE).texts("Hello", OURS);

    assertThat(first("/number").get("MessagingServiceSid")).isEqualTo(service);
    assertThat(at("/service")).isEmpty();
  }

  @Test
  void asksByTheServicesMethodAndFallsBackToItsUrl() {
    configure("InboundMethod", "GET");
    configure("FallbackUrl", receiver.url("/fallback"));
    receiver.answers(
        request -> request.uri().startsWith("/service") ? new Reply(500, "", "") : Reply.twiml(""));

    emulator.handset(ALICE).texts("Hello", OURS);

    assertThat(first("/service").method()).isEqualTo("GET");
    assertThat(first("/fallback").get("ErrorCode")).isEqualTo("11200");
  }

  @Test
  void isThrownAwayIfTheServiceHasNoUrl() {
    configure("InboundRequestUrl", "");

    var message = emulator.handset(ALICE).texts("Hello", OURS);

    assertThat(emulator.handset(ALICE).messages()).hasSize(1);
    assertThat(client.get(client.account("/Messages/" + message.sid() + ".json")).status())
        .isEqualTo(404);
    configure("InboundRequestUrl", receiver.url("/service"));
    var heard = emulator.handset(ALICE).texts("Hello?", OURS);
    assertThat(first("/service").get("MessageSid")).isEqualTo(heard.sid());
    assertThat(at("/number")).isEmpty();
  }

  @Test
  void isAnsweredFromTheSameNumberThroughTheService() {
    configure("StatusCallback", receiver.url("/status"));
    receiver.answers(
        request ->
            request.uri().startsWith("/service")
                ? Reply.twiml("<Message>Hi</Message>")
                : new Reply(204, "", ""));

    emulator.handset(ALICE).texts("Hello", OURS);

    await().until(() -> emulator.handset(ALICE).messages().size() == 2);
    var reply = emulator.handset(ALICE).messages().getLast();
    assertThat(reply.from()).isEqualTo(OURS);
    assertThat(reply.terms().serviceSid()).isEqualTo(service);
    await().until(() -> receiver.statuses(reply.sid()).contains("delivered"));
    assertThat(first("/status").get("MessagingServiceSid")).isEqualTo(service);
  }

  @Test
  void decidesWhichNumberThePersonIsTextedFrom() {
    emulator.handset(ALICE).texts("Hello", RawClient.TOLL_FREE);

    client.send("To", ALICE, "MessagingServiceSid", service, "Body", "Hi");

    await().until(() -> emulator.handset(ALICE).messages().size() == 2);
    assertThat(emulator.handset(ALICE).messages().getLast().from()).isEqualTo(RawClient.TOLL_FREE);
  }

  @Test
  void reachesShortCodesToo() {
    var code = client.postJson("/_emulator/short-codes", "{\"short_code\": \"12345\"}");
    client.post(
        client.account("/SMS/ShortCodes/" + code.text("sid") + ".json"),
        "SmsUrl",
        receiver.url("/code"));
    receiver.answers(request -> Reply.twiml("<Message>Hi</Message>"));

    emulator.handset(ALICE).texts("Hello", "12345");

    assertThat(first("/code").get("To")).isEqualTo("12345");
    await().until(() -> emulator.handset(ALICE).messages().size() == 2);
    assertThat(emulator.handset(ALICE).messages().getLast().from()).isEqualTo("12345");
  }

  @Test
  void tellsTheTypeOfAnOptOutAndAnswersAsOrdered() {
    var order =
        """
        {"languages": [{"language": "en", "stop": {"keywords": ["HALT"], "answer": "Halted."}}]}
        """;
    assertThat(client.put("/_emulator/services/" + service + "/opt-out", order).status())
        .isEqualTo(200);

    emulator.handset(ALICE).texts("halt", OURS);

    assertThat(first("/service").get("OptOutType")).isEqualTo("STOP");
    await().until(() -> emulator.handset(ALICE).messages().size() == 2);
    var answer = emulator.handset(ALICE).messages().getLast();
    assertThat(answer.said()).isEqualTo("Halted.");
    assertThat(answer.from()).isEqualTo(OURS);
    var sent = client.send("To", ALICE, "MessagingServiceSid", service, "Body", "Hi");
    assertThat(sent.text("status")).isEqualTo("accepted");
    var url = client.account("/Messages/" + sent.text("sid") + ".json");
    await().until(() -> client.get(url).text("status").equals("failed"));
    assertThat(client.get(url).json().get("error_code").intValue()).isEqualTo(21610);
    assertThat(client.send("To", ALICE, "From", RawClient.TOLL_FREE, "Body", "Hi").code())
        .isEqualTo(21610);
  }

  @Test
  void refusesAdvancedOptOutThatCannotBe() {
    var path = "/_emulator/services/" + service + "/opt-out";
    assertThat(client.get(path).json().get("advanced").booleanValue()).isFalse();
    assertThat(client.put("/_emulator/services/MG1/opt-out", "{}").status()).isEqualTo(400);
    var wrong =
        """
        {"languages": [{"language": "en", "help": {"keywords": ["STOP"], "answer": "Help."}}]}
        """;
    assertThat(client.put(path, wrong).text("problem")).isEqualTo("STOP means STOP and HELP");
    assertThat(client.put(path, "{}").json().get("advanced").booleanValue()).isTrue();
    assertThat(client.get(path).json().at("/languages/0/stop/keywords")).hasSize(8);
  }

  private void configure(String parameter, String value) {
    client.post("/v1/Services/" + service, parameter, value);
  }

  private static List<String> numbers() {
    return client
        .get(client.account("/IncomingPhoneNumbers.json"))
        .json()
        .get("incoming_phone_numbers")
        .valueStream()
        .map(number -> number.get("sid").stringValue())
        .toList();
  }

  private Received first(String path) {
    await().until(() -> !at(path).isEmpty());
    return at(path).getFirst();
  }

  private List<Received> at(String path) {
    return receiver.received().stream().filter(request -> request.uri().startsWith(path)).toList();
  }
}
