// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.RawClient.Raw;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
  private static final String ALICE = "+14155550123";
  private static final Set<String> FINAL = Set.of("delivered", "undelivered", "failed");
  private static final String TEXT = "{\"twilio/text\":{\"body\":\"Hi {{1}}\"}}";

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
  }

  @Test
  void isKeptAsItCame() {
    var body =
        """
        {"friendly_name": "Greeting", "language": "en", "variables": {"1": "Ann"},
         "types": {"twilio/text": {"body": "Hi {{1}}"},
                   "twilio/quick-reply": {"body": "Hi {{1}}",
                     "actions": [{"title": "Hello", "id": "h1"}]}}}
        """;
    var created = client.postJson("/v1/Content", body);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("friendly_name")).isEqualTo("Greeting");
    assertThat(created.json().at("/variables/1").stringValue()).isEqualTo("Ann");
    assertThat(created.json().at("/types/twilio~1quick-reply/actions/0/id").stringValue())
        .isEqualTo("h1");
    assertThat(created.text("url"))
        .isEqualTo(emulator.baseUrl() + "/v1/Content/" + created.text("sid"));
    assertThat(created.json().at("/links/approval_create").stringValue())
        .isEqualTo(created.text("url") + "/ApprovalRequests/whatsapp");
    assertThat(client.get("/v1/Content/" + created.text("sid")).json()).isEqualTo(created.json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "twilio/text|{}",
        "twilio/media|{\"body\":\"x\"}",
        "twilio/media|{\"media\":[]}",
        "twilio/media|{\"media\":[{}]}",
        "twilio/text|{\"body\":{}}",
        "twilio/text|{\"body\":1}",
        "twilio/location|{\"latitude\":\"x\",\"longitude\":1}",
        "twilio/quick-reply|{\"body\":\"x\",\"actions\":[\"a\"]}",
        "twilio/list-picker|{\"body\":\"x\",\"button\":\"y\",\"items\":[1,null,{}]}",
        "twilio/card|{\"title\":\"x\",\"media\":[1]}",
        "twilio/location|{\"latitude\":1}",
        "twilio/list-picker|{\"body\":\"x\",\"button\":\"y\"}",
        "twilio/call-to-action|{\"body\":\"x\"}",
        "twilio/quick-reply|{\"actions\":[{\"title\":\"x\"}]}",
        "twilio/catalog|{}",
        "twilio/carousel|{\"body\":\"x\"}",
        "twilio/flows|{\"body\":\"x\",\"button_text\":\"y\",\"pages\":[]}",
        "twilio/schedule|{\"id\":\"x\"}",
        "whatsapp/card|{}",
        "whatsapp/authentication|{}",
        "whatsapp/flows|{\"body\":\"x\",\"button_text\":\"y\"}"
      })
  void isRefusedWithoutWhatItsTypeRequires(String type, String content) {
    var created = create("{\"" + type + "\":" + content + "}");

    assertThat(created.status()).isEqualTo(400);
    assertThat(created.code()).isEqualTo(20001);
    assertThat(created.text("message")).contains(type);
  }

  @Test
  void isRefusedWithACodeForWhatIsWrong() {
    assertThat(refusal("{\"types\":" + TEXT + "}")).isEqualTo(92003);
    assertThat(refusal("{\"language\":\"English\",\"types\":" + TEXT + "}")).isEqualTo(92004);
    assertThat(refusal("{\"language\":\"en\"}")).isEqualTo(92001);
    assertThat(refusal("{\"language\":\"en\",\"types\":{\"twilio/song\":{}}}")).isEqualTo(92008);
    assertThat(refusal("{\"language\":\"en\",\"variables\":{\"1\":1},\"types\":" + TEXT + "}"))
        .isEqualTo(92007);
    var many =
        IntStream.rangeClosed(1, 101)
            .mapToObj(n -> "\"" + n + "\":\"x\"")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(refusal("{\"language\":\"en\",\"variables\":" + many + ",\"types\":" + TEXT + "}"))
        .isEqualTo(92002);
    assertThat(refusal("nonsense")).isEqualTo(20001);
  }

  @Test
  void isApprovedByItself() {
    var url = "/v1/Content/" + create(TEXT).text("sid") + "/ApprovalRequests";
    assertThat(client.get(url).json().at("/whatsapp/status").stringValue())
        .isEqualTo("unsubmitted");

    var submitted = submit(url, "greeting");

    assertThat(submitted.status()).isEqualTo(201);
    assertThat(submitted.text("status")).isEqualTo("received");
    assertThat(submitted.text("content_type")).isEqualTo("twilio/text");
    awaitStatus(url, "approved");
    assertThat(submit(url, "again").code()).isEqualTo(92009);
    var put = "{\"language\":\"en\",\"types\":" + TEXT + "}";
    assertThat(client.put(url.replace("/ApprovalRequests", ""), put).code()).isEqualTo(92010);
  }

  @Test
  void isRejectedByNameOrByOrder() {
    var rejected = "/v1/Content/" + create(TEXT).text("sid") + "/ApprovalRequests";
    submit(rejected, "reject_me");
    awaitStatus(rejected, "rejected");
    assertThat(client.get(rejected).json().at("/whatsapp/rejection_reason").stringValue())
        .isNotEmpty();

    var sid = create(TEXT).text("sid");
    var paused = "/v1/Content/" + sid + "/ApprovalRequests";
    var order = "/_emulator/contents/" + sid + "/approval";
    assertThat(client.put(order, "{\"status\":\"paused\"}").status()).isEqualTo(400);
    submit(paused, "greeting");
    awaitStatus(paused, "approved");
    client.put(order, "{\"status\":\"paused\",\"reason\":\"Complaints\"}");
    awaitStatus(paused, "paused");
    assertThat(client.put(order, "{\"status\":\"lost\"}").status()).isEqualTo(400);
  }

  @Test
  void isSubmittedUnderAProperNameAndCategory() {
    var url = "/v1/Content/" + create(TEXT).text("sid") + "/ApprovalRequests";

    assertThat(submit(url, "With Spaces").code()).isEqualTo(20001);
    var wrong = "{\"name\":\"x\",\"category\":\"FUN\"}";
    assertThat(client.postJson(url + "/whatsapp", wrong).code()).isEqualTo(20001);
  }

  @Test
  void isFoundByVersionTwo() {
    named("Bread", "en", TEXT);
    named("Brot", "de", TEXT);
    var cake =
        named("Cake", "en", "{\"twilio/media\":{\"body\":\"Cake!\",\"media\":[\"https://x.de\"]}}");
    var approvals = "/v1/Content/" + cake.text("sid") + "/ApprovalRequests";
    submit(approvals, "cake");
    awaitStatus(approvals, "approved");

    assertThat(names("ContentName=br&SortByContentName=desc")).containsExactly("Brot", "Bread");
    assertThat(names("Content=cake")).containsExactly("Cake");
    assertThat(names("Language=de")).containsExactly("Brot");
    assertThat(names("Language=de&Language=en")).hasSize(3);
    assertThat(names("ContentType=twilio/media")).containsExactly("Cake");
    assertThat(names("ChannelEligibility=whatsapp:approved")).containsExactly("Cake");
    assertThat(names("DateCreatedBefore=2020-01-01")).isEmpty();
    assertThat(names("DateCreatedAfter=2020-01-01T00:00:00Z&SortByDate=asc")).hasSize(3);
    assertThat(client.get("/v2/Content?Content=(").code()).isEqualTo(20001);
    assertThat(client.get("/v2/Content?SortByDate=up").code()).isEqualTo(20001);
    assertThat(client.get("/v2/Content?DateCreatedAfter=noon").code()).isEqualTo(20001);
    var both = client.get("/v2/ContentAndApprovals?ContentName=Cake").json();
    assertThat(both.at("/contents/0/approval_requests/status").stringValue()).isEqualTo("approved");
    assertThat(client.get("/v1/ContentAndApprovals").json().get("contents")).hasSize(3);
  }

  @Test
  void becomesAMessage() {
    var sid = create(TEXT).text("sid");

    var sent =
        client.send(
            "To", ALICE, "From", OURS, "ContentSid", sid, "ContentVariables", "{\"1\":\"Ann\"}");

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("body")).isEqualTo("Hi Ann");
    await().until(() -> emulator.handset(ALICE).messages().size() == 1);
    assertThat(send("HX" + "9".repeat(32), "{}").code()).isEqualTo(21655);
    assertThat(send(sid, "nonsense").code()).isEqualTo(21656);
    assertThat(send(sid, "{}").code()).isEqualTo(21656);
    assertThat(
            client.send("To", ALICE, "From", OURS, "Body", "Hi", "ContentVariables", "{}").code())
        .isEqualTo(21654);
    var picture =
        create("{\"twilio/media\":{\"media\":[\"https://example.com/a.png\"]}}").text("sid");
    assertThat(send(picture, "").text("num_media")).isEqualTo("1");
  }

  @Test
  void opensAWhatsAppConversationOnlyIfApproved() {
    client.postJson("/_emulator/channel-senders", "{\"sender\":\"whatsapp:" + OURS + "\"}");
    var sid = create(TEXT.replace("{{1}}", "you")).text("sid");

    assertThat(outcome(sid)).isEqualTo("63016");
    var approvals = "/v1/Content/" + sid + "/ApprovalRequests";
    submit(approvals, "greeting");
    awaitStatus(approvals, "approved");
    assertThat(outcome(sid)).isEqualTo("delivered");
  }

  /** The error code that a message by WhatsApp ends with, or its status if it has none. */
  private static String outcome(String contentSid) {
    var sent =
        client.send(
            "To", "whatsapp:" + ALICE, "From", "whatsapp:" + OURS, "ContentSid", contentSid);
    var url = client.account("/Messages/" + sent.text("sid") + ".json");
    await().until(() -> FINAL.contains(client.get(url).text("status")));
    var ended = client.get(url);
    return ended.json().get("error_code").isNull()
        ? ended.text("status")
        : ended.json().get("error_code").asString();
  }

  private static Raw send(String contentSid, String variables) {
    return client.send(
        "To", ALICE, "From", OURS, "ContentSid", contentSid, "ContentVariables", variables);
  }

  private static Raw create(String types) {
    return named("Content", "en", types);
  }

  private static Raw named(String name, String language, String types) {
    return client.postJson(
        "/v1/Content",
        """
        {"friendly_name": "%s", "language": "%s", "types": %s}
        """
            .formatted(name, language, types));
  }

  private static int refusal(String body) {
    var answer = client.postJson("/v1/Content", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.code();
  }

  private static Raw submit(String url, String name) {
    return client.postJson(
        url + "/whatsapp", "{\"name\":\"" + name + "\",\"category\":\"UTILITY\"}");
  }

  private static void awaitStatus(String url, String status) {
    await().until(() -> client.get(url).json().at("/whatsapp/status").stringValue().equals(status));
  }

  private static List<String> names(String query) {
    return client
        .get("/v2/Content?" + query)
        .json()
        .get("contents")
        .valueStream()
        .map(content -> content.get("friendly_name").stringValue())
        .toList();
  }
}
