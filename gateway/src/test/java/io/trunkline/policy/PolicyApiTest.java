// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our REST API of the policy of an account, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyApiTest {

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, JsonNode json) {

    String text(String field) {
      return json.path(field).asString();
    }

    List<String> texts(String field) {
      return StreamSupport.stream(json.path(field).spliterator(), false)
          .map(JsonNode::stringValue)
          .toList();
    }

    int version() {
      return json.path("version").intValue();
    }
  }

  private final TestDatabase database = TestDatabase.create();
  private final ConfigurableApplicationContext context =
      new SpringApplicationBuilder(Application.class)
          .properties(
              "server.port=0",
              "spring.datasource.url=" + database.url(),
              "spring.datasource.username=postgres",
              "spring.datasource.password=postgres",
              "spring.main.banner-mode=off",
              "trunkline.api.enabled=true",
              "trunkline.dispatch.enabled=false",
              "trunkline.policy.sender-name=Acme")
          .run();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    context.close();
  }

  @Test
  void showsThePolicyThatHoldsAndWhoMadeIt() {
    var changed = change("PATCH", "\"countries\": [\"own\", \"GB\"]");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.texts("countries")).containsExactly("GB", "own");
    assertThat(changed.text("sender_name")).isEqualTo("Acme");
    assertThat(changed.text("changed_by")).isNotBlank();
    assertThat(changed.text("changed_at")).startsWith("20");
    assertThat(get("/v1/policy")).isEqualTo(changed);
  }

  @Test
  void changesWhatIsNamedOrAllOfIt() {
    change("PUT", "\"caps\": [\"3/PT24H\"], \"content_rules\": {\"public_shortener\": \"block\"}");

    var patched = change("PATCH", "\"content_rules\": {\"sender_named\": \"off\"}");

    assertThat(patched.texts("caps")).containsExactly("3/PT24H");
    assertThat(patched.json().at("/content_rules/public_shortener").asString()).isEqualTo("block");
    assertThat(patched.json().at("/content_rules/sender_named").asString()).isEqualTo("off");

    var replaced = change("PUT", "\"consent_required\": \"block\"");

    assertThat(replaced.texts("caps")).isEmpty();
    assertThat(replaced.json().at("/content_rules/public_shortener").asString()).isEqualTo("warn");
    assertThat(replaced.text("consent_required")).isEqualTo("block");
  }

  @Test
  void takesBackWhatItHasShown() {
    change(
        "PATCH",
        "\"forbidden_words\": {\"alcohol\": [\"eau de vie\"]}, \"stop_line\": {\"en\": \"STOP to"
            + " end\"}, \"stop_line_for\": [\"marketing\"], \"stop_line_every\": \"P30D\","
            + " \"paused_regions\": {\"US-FL\": \"2026-12-01T00:00:00Z\"}, \"velocity\":"
            + " [\"5/PT1M/3\"], \"velocity_for\": [\"otp\", \"emergency\"], \"hours\":"
            + " \"mon-fri=09:00-20:00;sat-sun=closed\", \"programmes\": {\"shoes\": {\"caps\":"
            + " [\"1/P7D\"], \"hours\": \"mon-sun=12:00-13:00\", \"paused_until\":"
            + " \"2026-12-01T00:00:00Z\"}, \"hats\": {}}");
    assertThat(get("/v1/policy").json().at("/programmes/shoes/caps/0").asString())
        .isEqualTo("1/PT168H");
    var shown = get("/v1/policy");
    var settings = shown.json().toString();

    var again = send("PUT", "/v1/policy", without(settings, "changed_by", "changed_at"));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.version()).isEqualTo(shown.version() + 1);
    assertThat(without(again.json().toString(), "version", "changed_by", "changed_at"))
        .isEqualTo(without(settings, "version", "changed_by", "changed_at"));
  }

  @Test
  void unsetsWhatIsNullOrEmpty() {
    change("PATCH", "\"sender_name\": \"Other\", \"hours\": \"mon-sun=09:00-20:00\"");

    var unset = change("PATCH", "\"sender_name\": null, \"hours\": \"\", \"velocity\": []");

    assertThat(unset.json().path("sender_name").isNull()).isTrue();
    assertThat(unset.json().path("hours").isNull()).isTrue();
    assertThat(unset.texts("velocity")).isEmpty();
  }

  @Test
  void refusesAChangeOfWhatSomebodyElseHasChanged() {
    var seen = get("/v1/policy").version();
    change("PATCH", "\"caps\": []");

    var late = send("PATCH", "/v1/policy", "{\"version\": %d, \"caps\": []}".formatted(seen));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("code")).isEqualTo("policy_changed");
    var never = send("PUT", "/v1/policy", "{\"version\": 2147483647}");
    assertThat(never.text("code")).isEqualTo("policy_changed");
    assertThat(send("PATCH", "/v1/policy", "{}").json().at("/errors/0/pointer").asString())
        .isEqualTo("/version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "countries       | ['usa']                        | /countries/0",
        "countries       | 'US'                           | /countries",
        "refused_lines   | ['premium_rate', 'dear']       | /refused_lines/1",
        "velocity        | ['many']                       | /velocity/0",
        "velocity_for    | ['codes']                      | /velocity_for/0",
        "content_rules   | {'politeness': 'warn'}         | /content_rules/politeness",
        "content_rules   | {'sender_named': 'perhaps'}    | /content_rules/sender_named",
        "forbidden_words | {'alcohol': 'vodka'}           | /forbidden_words/alcohol",
        "forbidden_words | {'alcohol': [1]}               | /forbidden_words/alcohol/0",
        "forbidden_words | {'alcohol': ['!']}             | /forbidden_words",
        "stop_line       | {'en': 'Have a nice day'}      | /stop_line",
        "stop_line_for   | ['parties']                    | /stop_line_for/0",
        "stop_line_every | 'monthly'                      | /stop_line_every",
        "sender_name     | 'A name that is much too long for any telephone' | /sender_name",
        "consent_required | 'maybe'                       | /consent_required",
        "hours           | 'weekdays'                     | /hours",
        "caps            | ['3 a day']                    | /caps/0",
        "paused_regions  | {'Florida': '2026-12-01T00:00:00Z'} | /paused_regions/Florida",
        "paused_regions  | {'US-FL': 'Christmas'}         | /paused_regions/US-FL",
        "programmes      | {'Shoes!': {'caps': []}}       | /programmes/Shoes!",
        "programmes      | {'shoes': 'none'}              | /programmes/shoes",
        "programmes      | {'shoes': {'caps': ['daily']}} | /programmes/shoes/caps/0",
        "programmes      | {'shoes': {'hours': 'noon'}}   | /programmes/shoes/hours",
        "programmes      | {'shoes': {'paused_until': 'May'}} | /programmes/shoes/paused_until",
        "programmes      | {'shoes': {'size': '7'}}       | /programmes/shoes/size",
        "paused_regions  | {'US-FL': '+1000000000-12-31T23:59:59Z'} | /paused_regions/US-FL",
        "colour          | 'blue'                         | /colour",
      })
  void refusesNonsenseWhereItStands(String field, String value, String pointer) {
    var refused = change("PATCH", "\"%s\": %s".formatted(field, value.replace('\'', '"')));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(refused.json().path("errors")).hasSize(1);
  }

  @Test
  void refusesMoreThanAnybodyNeeds() {
    for (int count : new int[] {20, 21}) {
      var limits = listed(count, i -> "\"1/PT%dM/3\"".formatted(i));
      var caps = listed(count, i -> "\"1/PT%dM\"".formatted(i));
      var lines = listed(count, i -> "\"en%s\": \"Reply STOP\"".formatted(i == 1 ? "" : "-A" + i));

      var answer =
          change(
              "PATCH",
              "\"velocity\": [%s], \"caps\": [%s], \"stop_line\": {%s}"
                  .formatted(limits, caps, lines));

      assertThat(answer.status()).isEqualTo(count == 20 ? 200 : 422);
      assertThat(answer.json().path("errors"))
          .extracting(error -> error.path("pointer").asString())
          .containsExactlyInAnyOrder(
              count == 20 ? new String[0] : new String[] {"/velocity", "/caps", "/stop_line"});
    }
  }

  private static String listed(int count, IntFunction<String> one) {
    return IntStream.rangeClosed(1, count).mapToObj(one).collect(Collectors.joining(", "));
  }

  @Test
  void listsItsVersionsInPages() {
    change("PATCH", "\"caps\": [\"1/PT1H\"]");
    change("PATCH", "\"caps\": [\"2/PT1H\"]");

    var first = get("/v1/policy/versions?limit=1");
    var second = get("/v1/policy/versions?limit=1&after=" + first.text("next"));

    assertThat(first.json().at("/data/0/caps/0").asString()).isEqualTo("2/PT1H");
    assertThat(second.json().at("/data/0/caps/0").asString()).isEqualTo("1/PT1H");
    assertThat(get("/v1/policy/versions?limit=0").status()).isEqualTo(422);
  }

  private Answer change(String method, String settings) {
    var version = get("/v1/policy").version();
    return send(method, "/v1/policy", "{\"version\": %d, %s}".formatted(version, settings));
  }

  private static String without(String json, String... fields) {
    var tree = JsonMapper.shared().readTree(json);
    ((ObjectNode) tree).remove(List.of(fields));
    return tree.toString();
  }

  private Answer get(String path) {
    return send("GET", path, "");
  }

  private Answer send(String method, String path, String body) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
