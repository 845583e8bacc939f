// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.ApprovalStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of templates, by HTTP, beside an emulated Twilio. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateApiTest {

  private static final AtomicInteger LAST = new AtomicInteger();

  private static final String CONTENT =
      """
      "default_language": "en",
      "languages": {
        "en": {"body": "Hi {{first_name}}, {{count}} left"},
        "de-AT": {"body": "Servus {{first_name}}, noch {{count}}"}
      },
      "variables": {
        "first_name": {"type": "text", "max_length": 20},
        "count": {"type": "number", "default": "3"}
      }
      """;

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, JsonNode json) {

    String text(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  private final TwilioEmulator emulator = TwilioEmulator.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context = start();
  private final Templates templates = context.getBean(Templates.class);

  private String name = "";

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Application.class)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "spring.datasource.url=" + TestDatabase.create().url(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres",
            "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
            "trunkline.account.twilio.auth-token=" + emulator.authToken(),
            "trunkline.twilio.base-url=" + emulator.baseUrl(),
            "trunkline.api.enabled=true",
            "trunkline.templates.sync-every=1s",
            "trunkline.dispatch.enabled=false")
        .run();
  }

  @BeforeEach
  void nameATemplate() {
    name = "offer-" + LAST.incrementAndGet();
  }

  @AfterEach
  void letNothingGoWrongAnyMore() {
    emulator.faults(1);
  }

  @AfterAll
  void stop() {
    context.close();
    emulator.close();
    client.close();
  }

  @Test
  void makesEditsPublishesAndArchives() {
    var created = create();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/status")).isEqualTo("draft");
    assertThat(created.json().at("/variables").propertyNames())
        .containsExactly("first_name", "count");
    assertThat(create().text("/code")).isEqualTo("template_exists");

    assertThat(put("/" + name + "/draft", "{" + CONTENT + "}").json().at("/version").intValue())
        .isEqualTo(1);
    assertThat(post("/" + name + "/versions/1/publish", "").text("/status")).isEqualTo("published");
    assertThat(put("/" + name + "/draft", "{" + CONTENT + "}").json().at("/version").intValue())
        .isEqualTo(2);
    assertThat(get("/" + name).json().at("/current").intValue()).isEqualTo(1);
    assertThat(get("/" + name).json().at("/draft").intValue()).isEqualTo(2);
    assertThat(get("/" + name + "/versions").json().at("/data").size()).isEqualTo(2);
    assertThat(post("/" + name + "/versions/1/archive", "").text("/status")).isEqualTo("archived");
    assertThat(get("/" + name + "/versions/1").text("/archived_at")).isNotEmpty();
    assertThat(get("/" + name).json().has("current")).isFalse();
  }

  @Test
  void namesEveryErrorByItsPlace() {
    var answer =
        post(
            "",
            """
            {"name": "%s", "languages": {"en": {"body": "{{#x}}{{/x}}{{who}}", "sid": 1}, "de": 5},
             "default_language": "en",
             "variables": {"n": {"type": "integer"}}}
            """
                .formatted(name));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors").valueStream().map(error -> error.path("pointer")))
        .extracting(JsonNode::stringValue)
        .containsExactlyInAnyOrder("/languages/de", "/languages/en/sid", "/variables/n/type");

    var strict =
        post(
            "",
            """
            {"name": "%s", "languages": {"en": {"body": "{{#x}}{{/x}}{{who}}"}}}
            """
                .formatted(name));
    assertThat(strict.json().at("/errors").valueStream().map(error -> error.path("code")))
        .extracting(JsonNode::stringValue)
        .containsExactly("invalid_tag", "undeclared_variable");
  }

  @Test
  void previewsWhatGoesFromATollFreeNumber() {
    var content = CONTENT.replace("Servus", "x".repeat(296));
    post("", "{\"name\": \"" + name + "\"," + content + "}");
    var said =
        """
        {"version": 1, "language": "de-AT", "variables": {"first_name": "A", "count": 1}}
        """;

    assertThat(post("/" + name + "/preview", said).json().at("/segments").intValue()).isEqualTo(2);
    assertThat(post("/" + name + "/preview?toll_free=true", said).json().at("/segments").intValue())
        .isEqualTo(3);
  }

  @Test
  void previewsADraft() {
    create();

    var preview =
        post(
            "/" + name + "/preview",
            """
            {"version": 1, "language": "de-AT", "variables": {"first_name": "Jiří", "count": 1200}}
            """);

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.text("/body")).isEqualTo("Servus Jiří, noch 1 200");
    assertThat(preview.text("/encoding")).isEqualTo("ucs_2");
    assertThat(preview.text("/forcing/0/code_point")).isEqualTo("U+0159");
    assertThat(preview.text("/forcing/0/variable")).isEqualTo("first_name");
    assertThat(preview.json().at("/forcing/0/position").intValue()).isEqualTo(9);
    assertThat(preview.json().at("/worst_case/gsm_7").intValue()).isEqualTo(1);
    assertThat(preview.json().at("/worst_case/ucs_2").intValue()).isEqualTo(1);

    var refused = post("/" + name + "/preview", "{\"version\": 1, \"variables\": {\"name\": 1}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors").valueStream().map(e -> e.path("pointer")))
        .extracting(JsonNode::stringValue)
        .containsExactly("/variables/first_name", "/variables/name");
    assertThat(post("/" + name + "/preview", "{}").text("/code")).isEqualTo("not_published");
  }

  @Test
  void listsInPages() {
    create();
    nameATemplate();
    create();

    var first = get("?limit=1");
    assertThat(first.text("/data/0/name")).isEqualTo(name);
    assertThat(get("?limit=1&after=" + first.text("/next")).json().at("/data").size()).isOne();
    assertThat(get("?after=nonsense").text("/code")).isEqualTo("invalid_template_cursor");
    assertThat(get("?limit=200").status()).isEqualTo(422);
  }

  @Test
  void knowsNoTemplateThatIsNotThere() {
    for (var path : new String[] {"/nobody", "/nobody/versions", "/nobody/versions/1"}) {
      assertThat(get(path).text("/code")).as(path).isEqualTo("template_not_found");
    }
    assertThat(post("/nobody/sync", "").status()).isEqualTo(404);
    assertThat(post("/nobody/preview", "{}").status()).isEqualTo(404);
  }

  @Test
  void makesContentAtTwilioAndFollowsItsApproval() {
    create();

    var submitted = post("/" + name + "/versions/1/submit", "{\"category\": \"utility\"}");

    assertThat(submitted.status()).isEqualTo(200);
    var sid = submitted.text("/languages/de-AT/content_sid");
    assertThat(sid).startsWith("HX");
    assertThat(submitted.text("/languages/de-AT/content_variables/1")).isEqualTo("first_name");
    assertThat(submitted.json().at("/approvals").size()).isEqualTo(2);
    awaitApproval(sid, ApprovalStatus.APPROVED);
    var content = emulator("GET", "/v1/Content/" + sid, "");
    assertThat(content.text("/language")).isEqualTo("de_AT");
    assertThat(content.text("/types/twilio~1text/body")).isEqualTo("Servus {{1}}, noch {{2}}");
    assertThat(content.text("/variables/2")).isEqualTo("3");

    templates.publish(account(), name, 1);
    var rendered =
        templates.render(
            RenderRequest.of(account(), name)
                .language("de-AT")
                .variables(Map.of("first_name", "Ann")));
    assertThat(rendered.contentSid()).isEqualTo(sid);
    assertThat(rendered.contentVariables()).isEqualTo(Map.of("1", "Ann", "2", "3"));
  }

  @Test
  void storesWhyWhatsAppChangesItsMind() {
    create();
    var sid =
        post("/" + name + "/versions/1/submit", "{\"category\": \"marketing\"}")
            .text("/languages/en/content_sid");
    awaitApproval(sid, ApprovalStatus.APPROVED);

    emulator(
        "PUT",
        "/_emulator/contents/" + sid + "/approval",
        "{\"status\": \"rejected\", \"reason\": \"Too loud\"}");
    var synced = post("/" + name + "/sync", "");

    assertThat(synced.status()).isEqualTo(200);
    assertThat(
            synced
                .json()
                .at("/data")
                .valueStream()
                .filter(a -> a.path("content_sid").stringValue().equals(sid)))
        .singleElement()
        .satisfies(
            approval -> {
              assertThat(approval.path("status").stringValue()).isEqualTo("rejected");
              assertThat(approval.path("rejection_reason").stringValue()).isEqualTo("Too loud");
            });
    emulator("PUT", "/_emulator/contents/" + sid + "/approval", "{\"status\": \"paused\"}");
    awaitApproval(sid, ApprovalStatus.PAUSED);
  }

  @Test
  void knowsContentThatTwilioDoesNotHave() {
    var sid = "HX" + "0".repeat(32);
    templates.create(
        account(),
        name,
        TemplateContent.in("en", "x").and("en", TemplateText.of("x").linkedTo(sid)));

    var published = post("/" + name + "/versions/1/publish", "");
    var synced = post("/" + name + "/sync", "");

    assertThat(published.text("/approvals/0/status")).isEqualTo("missing");
    assertThat(synced.text("/data/0/status")).isEqualTo("missing");
  }

  @Test
  void takesUpASubmissionThatWasBrokenOff() {
    create();
    emulator.faults(
        1, FaultRule.of(FaultKind.THROTTLE).on("POST", "/ApprovalRequests/whatsapp").times(1));

    var broken = post("/" + name + "/versions/1/submit", "{}");
    var linked = get("/" + name + "/versions/1").json().at("/languages/en/content_sid");
    var again = post("/" + name + "/versions/1/submit", "{}");

    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.text("/code")).isEqualTo("twilio_unreachable");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/languages/en/content_sid")).isEqualTo(linked);
    assertThat(again.json().at("/approvals").size()).isEqualTo(2);
  }

  @Test
  void submitsNoTextsOfAPublishedVersion() {
    create();
    post("/" + name + "/versions/1/publish", "");

    assertThat(post("/" + name + "/versions/1/submit", "{}").text("/code"))
        .isEqualTo("not_a_draft");
  }

  private void awaitApproval(String sid, ApprovalStatus status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                templates
                    .approval(account(), sid)
                    .map(Approval::status)
                    .filter(status::equals)
                    .isPresent());
  }

  private AccountId account() {
    return context.getBean(Accounts.class).configured().id();
  }

  private Answer create() {
    return post("", "{\"name\": \"" + name + "\"," + CONTENT + "}");
  }

  private Answer get(String path) {
    return ours("GET", path, "");
  }

  private Answer post(String path, String body) {
    return ours("POST", path, body);
  }

  private Answer put(String path, String body) {
    return ours("PUT", path, body);
  }

  private Answer ours(String method, String path, String body) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return ask(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/templates" + path)),
        method,
        body);
  }

  private Answer emulator(String method, String path, String body) {
    var credentials = emulator.accountSid() + ":" + emulator.authToken();
    var request =
        HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    return ask(request, method, body);
  }

  private Answer ask(HttpRequest.Builder request, String method, String body) {
    try {
      var answer =
          client.send(
              request
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
