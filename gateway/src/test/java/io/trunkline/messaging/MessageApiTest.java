// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trunkline.templates.TemplateContent;
import io.trunkline.templates.TemplateVariable;
import io.trunkline.templates.Templates;
import io.trunkline.templates.VariableType;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of messages, by HTTP. */
class MessageApiTest extends MessagingStage {

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stopCalling() {
    client.close();
  }

  private record Answer(int status, String type, JsonNode json) {

    String code() {
      return json.get("code").stringValue();
    }

    List<String> errors() {
      return StreamSupport.stream(json.get("errors").spliterator(), false)
          .map(error -> error.get("pointer").stringValue() + " " + error.get("code").stringValue())
          .toList();
    }
  }

  @Test
  void answersAnAcceptedMessageAndShowsItsLife() {
    var accepted =
        post(
            """
            {"to": "%s", "body": "Hello", "purpose": "otp", "metadata": {"a": "b"}}
            """
                .formatted(alice));

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json().get("status").stringValue()).isEqualTo("accepted");
    assertThat(accepted.json().get("encoding").stringValue()).isEqualTo("gsm_7");
    assertThat(accepted.json().get("segments").intValue()).isEqualTo(1);
    var id = accepted.json().get("id").stringValue();
    awaitStatus(MessageId.parse(id), MessageStatus.DELIVERED);
    var found = get("/v1/messages/" + id).json();
    assertThat(found.get("status").stringValue()).isEqualTo("delivered");
    assertThat(found.get("twilio_sid").stringValue()).startsWith("SM");
    assertThat(found.get("metadata").get("a").stringValue()).isEqualTo("b");
    var events = get("/v1/messages/" + id + "/events").json().get("data");
    assertThat(events.get(0).get("status").stringValue()).isEqualTo("accepted");
    assertThat(events.get(events.size() - 1).get("twilio_status").stringValue())
        .isEqualTo("delivered");
  }

  @Test
  void understandsANationalNumberWithItsRegion() {
    var accepted = post("{\"to\": \"(415) 555-2671\", \"region\": \"US\", \"body\": \"Hi\"}");

    assertThat(accepted.json().get("to").stringValue()).isEqualTo("+14155552671");
  }

  @Test
  void fillsATemplateWithNumbersToo() {
    var templates = gateway.get(Templates.class);
    templates.create(
        account,
        "table",
        TemplateContent.in("en", "Table {{table}}, {{name}}")
            .with(TemplateVariable.required("table", VariableType.NUMBER))
            .with(TemplateVariable.required("name", VariableType.TEXT)));
    templates.publish(account, "table", 1);

    var accepted =
        post(
            """
            {"to": "%s", "template": "table", "variables": {"table": 7, "name": "Ann"}}
            """
                .formatted(alice));

    assertThat(accepted.status()).as("%s", accepted.json()).isEqualTo(202);
    awaitStatus(MessageId.parse(accepted.json().get("id").stringValue()), MessageStatus.DELIVERED);
    assertThat(textsAt(alice)).containsExactly("Table 7, Ann");
  }

  @Test
  void namesAllErrorsOfARequestAtOnce() {
    var refused = post("{\"to\": \"12\", \"body\": \"\", \"purpose\": \"spam\", \"x\":" + " 1}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.type()).isEqualTo("application/problem+json");
    assertThat(refused.code()).isEqualTo("invalid_request");
    assertThat(refused.errors())
        .containsExactlyInAnyOrder(
            "/to invalid_number", "/body empty_body", "/purpose invalid_value", "/x unknown_field");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("{\"body\": \"x\"}", "required", "/to required"),
        arguments("{\"to\": \"+14155552671\"}", "required", "/body required"),
        arguments("{\"to\": \"soon\", \"body\": \"x\"}", "invalid_number", "/to invalid_number"),
        arguments("{\"to\": 5, \"body\": \"x\"}", "invalid_value", "/to invalid_value"),
        arguments("{\"to\": \"+14155552671\", \"body\": \" \"}", "empty_body", "/body empty_body"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"" + "x".repeat(1601) + "\"}",
            "body_too_long",
            "/body body_too_long"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"a\\u0000b\"}",
            "invalid_value",
            "/body invalid_value"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"\\ud83d\"}",
            "invalid_value",
            "/body invalid_value"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"x\", \"metadata\": {\"a\": \"\\u0000\"}}",
            "invalid_value",
            "/metadata/a invalid_value"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"x\", \"sender\": \"Nobody\"}",
            "unknown_sender",
            "/sender unknown_sender"),
        arguments(
            "{\"to\": \"+14155552671\", \"media_urls\": [\"https://x/a b.jpg\"]}",
            "invalid_media_url",
            "/media_urls/0 invalid_media_url"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"x\", \"send_at_local\":"
                + " \"+10000-01-01T00:00\"}",
            "invalid_value",
            "/send_at_local invalid_value"),
        arguments(
            "{\"to\": \"+14155552671\", \"body\": \"x\", \"channel\": \"pigeon\"}",
            "invalid_value",
            "/channel invalid_value"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrong(String body, String code, String error) {
    var refused = post(body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.errors()).containsExactly(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"to\": }", "nonsense", "{\"to\": \"\u0001\"}"})
  void refusesWhatIsNoJson(String body) {
    var refused = post(body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("malformed_json");
  }

  @Test
  void gives409ForAKeyUsedForSomethingElse() {
    var body = "{\"to\": \"%s\", \"body\": \"One\"}".formatted(alice);
    var first = post(body, "Idempotency-Key", "k-" + alice);
    var again = post(body, "Idempotency-Key", "k-" + alice);
    var other = post(body.replace("One", "Two"), "Idempotency-Key", "k-" + alice);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=200",
        "limit=many",
        "status=lost",
        "after=yesterday",
        "to=%2B0",
        "from=%00"
      })
  void refusesAListThatCannotBe(String query) {
    assertThat(get("/v1/messages?" + query).status()).isEqualTo(422);
  }

  @Test
  void listsPageByPage() {
    var sent = Stream.generate(() -> messages.send(text("Page")).id().toString()).limit(5).toList();
    var recipient = "to=" + URLEncoder.encode(alice, UTF_8);

    var first = get("/v1/messages?limit=3&" + recipient).json();
    var rest =
        get("/v1/messages?limit=3&" + recipient + "&after=" + first.get("next").stringValue())
            .json();

    assertThat(ids(first)).isEqualTo(sent.reversed().subList(0, 3));
    assertThat(ids(rest)).isEqualTo(sent.reversed().subList(3, 5));
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void knowsNothingOfAMessageThatIsNot() {
    for (var path : List.of("x", "msg_00000000000000000000000000", "msg_x/events")) {
      var refused = get("/v1/messages/" + path);

      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.code()).isEqualTo("unknown_message");
    }
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.get("data").spliterator(), false)
        .map(message -> message.get("id").stringValue())
        .toList();
  }

  private Answer post(String body, String... headers) {
    var request =
        HttpRequest.newBuilder(gateway.url.resolve("/v1/messages"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  private Answer get(String path) {
    return exchange(HttpRequest.newBuilder(gateway.url.resolve(path)));
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          JsonMapper.shared().readTree(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
