// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of webhooks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookApiTest {

  private static final String ENDPOINTS = "/v1/webhooks/endpoints";

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebhooksRoom room = new WebhooksRoom();
  private final Subscriber subscriber;

  WebhookApiTest() throws IOException {
    subscriber = new Subscriber(WebhooksRoom.PUBLIC);
  }

  @AfterAll
  void stop() {
    room.close();
    subscriber.close();
    http.close();
  }

  @Test
  void leadsAnEndpointThroughItsLife() throws Exception {
    var made = call("POST", ENDPOINTS, "{\"url\": \"%s\"}".formatted(subscriber.url()), 201);
    var path = ENDPOINTS + "/" + made.path("id").asString();
    assertThat(made.path("secret").asString()).startsWith("whsec_");
    assertThat(made.path("enabled").asBoolean()).isTrue();
    assertThat(made.path("types").isEmpty()).isTrue();

    var changed =
        call(
            "PATCH",
            path,
            "{\"types\": [\"message.*\"], \"ordered\": true, \"concurrency\": 3}",
            200);
    assertThat(changed.path("url")).isEqualTo(made.path("url"));
    assertThat(changed.path("types").get(0).asString()).isEqualTo("message.*");
    assertThat(changed.path("ordered").asBoolean()).isTrue();
    assertThat(changed.has("secret")).isFalse();
    assertThat(call("GET", path, "", 200)).isEqualTo(changed);
    assertThat(call("GET", ENDPOINTS, "", 200).path("data")).contains(changed);
    var disabled = call("PATCH", path, "{\"enabled\": false}", 200);
    assertThat(disabled.path("disabled_because").asString()).isEqualTo("by_request");
    assertThat(disabled.path("types")).isEqualTo(changed.path("types"));
    assertThat(call("PATCH", path, "{\"enabled\": true, \"types\": []}", 200).path("types"))
        .isEmpty();

    var rotated = call("POST", path + "/secret/rotate", "{\"overlap\": \"PT1H\"}", 200);
    assertThat(rotated.path("secret").asString())
        .startsWith("whsec_")
        .isNotEqualTo(made.path("secret").asString());
    assertThat(rotated.has("old_secret")).isFalse();
    assertThat(rotated.path("old_secret_until").asString())
        .isEqualTo(room.now().plusSeconds(3600).toString());
    var test = call("POST", path + "/test", "", 200);
    assertThat(test.path("delivered").asBoolean()).isTrue();
    assertThat(test.path("request").path("body_sha256").asString())
        .isEqualTo(Sha256.of(test.path("body").asString().getBytes(UTF_8)));

    call("DELETE", path, "", 204);
    assertThat(call("GET", path, "", 404).path("code").asString())
        .isEqualTo("unknown_webhook_endpoint");
  }

  @Test
  void losesNoneOfTheChangesThatAreMadeAtOnce() throws Exception {
    var made = call("POST", ENDPOINTS, "{\"url\": \"%s\"}".formatted(subscriber.url()), 201);
    var path = ENDPOINTS + "/" + made.path("id").asString();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 20; i++) {
        var pace = "{\"pace_per_second\": %d}".formatted(i);
        var concurrency = "{\"concurrency\": %d}".formatted(i);
        for (var change :
            callers.invokeAll(
                List.<Callable<JsonNode>>of(
                    () -> call("PATCH", path, pace, 200),
                    () -> call("PATCH", path, concurrency, 200)))) {
          change.get();
        }

        var after = call("GET", path, "", 200);
        assertThat(after.path("pace_per_second").asDouble()).isEqualTo(i);
        assertThat(after.path("concurrency").asInt()).isEqualTo(i);
      }
    }
    call("DELETE", path, "", 204);
  }

  @Test
  void showsWhatWasSentAndSendsItAgain() throws Exception {
    var made =
        call(
            "POST",
            ENDPOINTS,
            "{\"url\": \"%s\", \"types\": [\"message.sent\"]}".formatted(subscriber.url()),
            201);
    var path = ENDPOINTS + "/" + made.path("id").asString();
    for (int i = 1; i <= 3; i++) {
      room.happens("message.sent", "msg_" + i);
    }
    await()
        .until(
            () ->
                call("GET", path + "/deliveries?status=delivered", "", 200).path("data").size()
                    == 3);

    var first = call("GET", path + "/deliveries?limit=2", "", 200);
    assertThat(first.path("data").findValuesAsString("subject")).containsExactly("msg_3", "msg_2");
    var second =
        call("GET", path + "/deliveries?limit=2&after=" + first.path("next").asString(), "", 200);
    assertThat(second.path("data").findValuesAsString("subject")).containsExactly("msg_1");
    assertThat(second.has("next")).isFalse();
    assertThat(
            call(
                    "GET",
                    path + "/deliveries?after=" + new WebhookDeliveryId(UUID.randomUUID()),
                    "",
                    422)
                .path("errors")
                .get(0)
                .path("pointer")
                .asString())
        .isEqualTo("query:after");
    assertThat(
            call("GET", path + "/deliveries?until=" + room.now().minusSeconds(1), "", 200)
                .path("data"))
        .isEmpty();
    assertThat(
            call("GET", path + "/deliveries?from=" + room.now().minusSeconds(1), "", 200)
                .path("data"))
        .hasSize(3);

    var delivery = "/v1/webhooks/deliveries/" + second.path("data").get(0).path("id").asString();
    var story = call("GET", delivery, "", 200);
    assertThat(story.path("log").get(0).path("status_code").asInt()).isEqualTo(204);
    assertThat(story.path("log").get(0).path("delivered").asBoolean()).isTrue();
    var request = story.path("log").get(0).path("request");
    assertThat(request.path("headers").path("webhook-id")).isEqualTo(story.path("event"));
    assertThat(request.path("headers").path("webhook-timestamp").asString())
        .isEqualTo(Long.toString(room.now().getEpochSecond()));
    assertThat(request.path("headers").has("webhook-signature")).isFalse();
    assertThat(request.path("signed_with").get(0).asString())
        .isEqualTo(new WebhookSecret(made.path("secret").asString()).fingerprint());
    assertThat(request.path("body_sha256").asString())
        .isEqualTo(Sha256.of(story.path("body").asString().getBytes(UTF_8)));
    assertThat(subscriber.heard())
        .extracting(Subscriber.Heard::body)
        .contains(story.path("body").asString());
    assertThat(story.toString()).doesNotContain("whsec_");
    assertThat(call("POST", delivery + "/resend", "", 202).path("event"))
        .isEqualTo(story.path("event"));
    await().until(() -> call("GET", delivery, "", 200).path("log").size() == 2);
    assertThat(
            call("POST", path + "/resend?since=2020-01-01T00:00:00Z", "", 202)
                .path("resent")
                .asInt())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|required|/url",
        "{\"url\": \"::\"}|invalid_webhook_url|/url",
        "{\"url\": \"https://127.0.0.1/\"}|invalid_webhook_url|/url",
        "{\"url\": \"https://x.example/\", \"types\": [\"Message\"]}|unknown_event_type|/types/0",
        "{\"url\": \"https://x.example/\", \"secret\": \"geheim\"}|invalid_webhook_secret|/secret",
        "{\"url\": \"https://x.example/\", \"ordered\": 1}|invalid_value|/ordered",
        "{\"url\": \"https://x.example/\", \"headers\": {}}|unknown_field|/headers",
        "{\"url\": 7, \"pace\": 1}|invalid_request|/url"
      })
  void saysWhatIsWrong(String body, String code, String pointer) throws Exception {
    var problem = call("POST", ENDPOINTS, body, 422);

    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("errors").get(0).path("pointer").asString()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/webhooks/endpoints/whe_0, 404, unknown_webhook_endpoint",
    "/v1/webhooks/endpoints/whe_0/deliveries, 404, unknown_webhook_endpoint",
    "/v1/webhooks/endpoints/whe_0/deliveries?limit=0, 422, invalid_value",
    "/v1/webhooks/endpoints/whe_0/deliveries?status=lost, 422, invalid_value",
    "/v1/webhooks/endpoints/whe_0/deliveries?after=yesterday, 422, invalid_value",
    "/v1/webhooks/endpoints/whe_0/deliveries?from=yesterday, 422, invalid_value",
    "/v1/webhooks/deliveries/whd_0, 404, unknown_webhook_delivery"
  })
  void knowsNothingOfWhatIsNotThere(String path, int status, String code) throws Exception {
    assertThat(call("GET", path, "", status).path("code").asString()).isEqualTo(code);
  }

  private JsonNode call(String method, String path, String body, int status) throws Exception {
    var request =
        HttpRequest.newBuilder(room.at(path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body().isEmpty() ? "null" : answer.body());
  }
}
