// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of rule sets, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleSetApiTest {

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, JsonNode json) {

    String text(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  private final ConfigurableApplicationContext context =
      new SpringApplicationBuilder(Application.class)
          .properties(
              "server.port=0",
              "spring.datasource.url=" + TestDatabase.create().url(),
              "spring.datasource.username=postgres",
              "spring.datasource.password=postgres",
              "spring.main.banner-mode=off",
              "trunkline.api.enabled=true",
              "trunkline.dispatch.enabled=false",
              "trunkline.background.enabled=false")
          .run();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    context.close();
  }

  @Test
  void loadsARuleSetPutsItInForceAndShowsIt() throws Exception {
    var loaded = send("POST", "/v1/rule-sets", document("2027-01"));

    assertThat(loaded.status()).isEqualTo(201);
    assertThat(loaded.json().path("in_force").asBoolean()).isFalse();
    assertThat(loaded.json().has("document")).isFalse();

    var activated = send("POST", "/v1/rule-sets/2027-01/activate", "");

    assertThat(activated.status()).isEqualTo(200);
    assertThat(activated.json().path("in_force").asBoolean()).isTrue();
    assertThat(context.getBean(RuleSets.class).inForce().version()).isEqualTo("2027-01");
    var list = send("GET", "/v1/rule-sets", "");
    assertThat(list.text("/data/0/version")).isEqualTo("2027-01");
    assertThat(list.text("/data/0/loaded_by")).isNotEmpty();
    assertThat(list.text("/data/0/activations/0/activated_by")).isNotEmpty();
    assertThat(list.text("/data/1/version")).isEqualTo("2026-11-22");
    var shown = send("GET", "/v1/rule-sets/2027-01", "");
    assertThat(shown.json().path("document"))
        .isEqualTo(JsonMapper.shared().readTree(document("2027-01")));
    assertThat(shown.json().at("/activations/0/from"))
        .isEqualTo(activated.json().at("/activations/0/activated_at"));
  }

  @Test
  void putsARuleSetInForceOnADay() throws Exception {
    var dated =
        send("POST", "/v1/rule-sets/2026-11-22/activate", "{\"from\": \"2999-01-31T05:00:00Z\"}");

    assertThat(dated.status()).isEqualTo(200);
    assertThat(dated.json().path("activations").toString()).contains("2999-01-31T05:00:00Z");
  }

  @Test
  void saysWhereADocumentIsWrong() throws Exception {
    var refused = send("POST", "/v1/rule-sets", document("bad").replace("PT24H", "a day"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/caps/0/window");
    assertThat(refused.text("/errors/0/detail"))
        .isEqualTo("is a time like PT24H, or whole days like P30D, up to 366 days");
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    assertThat(send("GET", "/v1/rule-sets/none", "").text("/code")).isEqualTo("unknown_rule_set");
    assertThat(send("POST", "/v1/rule-sets/none/activate", "").status()).isEqualTo(404);
    assertThat(
            send(
                    "POST",
                    "/v1/rule-sets/2026-11-22/activate",
                    "{\"from\": \"2020-01-01T00:00:00Z\"}")
                .text("/errors/0/pointer"))
        .isEqualTo("/from");
    assertThat(send("POST", "/v1/rule-sets", document("2026-11-22") + " ").text("/code"))
        .isEqualTo("rule_set_exists");
    assertThat(send("POST", "/v1/rule-sets", " ".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    assertThat(send("POST", "/v1/rule-sets", "{").text("/code")).isEqualTo("malformed_json");
  }

  @Test
  void letsOnlyTheConfiguredAccountChangeTheLawOfAll() {
    var controller =
        new RuleSetController(context.getBean(RuleSets.class), context.getBean(Accounts.class));
    var customer = new Caller(new AccountId(UUID.randomUUID()), Set.of(Scope.values()), "key_2");
    var body = new ByteArrayInputStream(new byte[0]);

    assertThatThrownBy(() -> controller.load(customer, body))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("missing_scope");
    assertThatThrownBy(() -> controller.activate(customer, "2026-11-22", null))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("missing_scope");
    assertThat(controller.list(customer).data())
        .isNotEmpty()
        .allSatisfy(set -> assertThat(set.loadedBy()).isNull())
        .flatExtracting(RuleSetController.View::activations)
        .allSatisfy(
            term -> assertThat(((RuleSetController.View.Term) term).activatedBy()).isNull());
  }

  private static String document(String version) {
    return RuleSet.bundledDocument()
        .replace("\"version\": \"2026-11-22\"", "\"version\": \"" + version + '"');
  }

  private Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    var port = context.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
  }
}
