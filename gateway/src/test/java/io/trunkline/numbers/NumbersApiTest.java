// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
import tools.jackson.databind.node.MissingNode;

/** Our REST API of senders, pools and paces, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumbersApiTest {

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, JsonNode json) {

    String text(String field) {
      return json.path(field).stringValue();
    }

    List<String> texts(String field) {
      return StreamSupport.stream(json.path(field).spliterator(), false)
          .map(JsonNode::stringValue)
          .toList();
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
              "trunkline.dispatch.enabled=false")
          .run();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    context.close();
  }

  @Test
  void registersASenderAndShowsIt() {
    var registered =
        send("POST", "/v1/senders", "{\"address\": \"+1 (415) 555-0100\", \"pace_per_second\": 5}");

    assertThat(registered.status()).isEqualTo(200);
    assertThat(registered.text("address")).isEqualTo("+14155550100");
    assertThat(registered.text("kind")).isEqualTo("long_code");
    assertThat(registered.json().path("pace_per_second").doubleValue()).isEqualTo(5.0);
    assertThat(registered.texts("countries")).containsExactly("US");
    assertThat(registered.texts("channels")).containsExactly("sms", "mms", "voice");
    assertThat(get("/v1/senders/" + registered.text("id"))).isEqualTo(registered);
  }

  @Test
  void registersWhatItsOwnerSaysOfASender() {
    var service = "MG0123456789abcdef0123456789abcdef";
    var registered =
        send(
            "POST",
            "/v1/senders",
            "{\"address\": \"%s\", \"channels\": [\"sms\", \"rcs\"]}".formatted(service));
    var name = send("POST", "/v1/senders", "{\"address\": \"ACME\", \"countries\": [\"ae\"]}");

    assertThat(registered.texts("channels")).containsExactly("sms", "rcs");
    assertThat(name.texts("countries")).containsExactly("AE");
  }

  @Test
  void listsSendersInPages() {
    for (var i = 0; i < 101; i++) {
      send("POST", "/v1/senders", "{\"address\": \"PAGE-%d\"}".formatted(i));
    }

    var first = get("/v1/senders");
    var second = get("/v1/senders?after=" + first.text("next"));

    assertThat(first.json().path("data")).hasSize(100);
    assertThat(second.json().path("data")).isNotEmpty();
    assertThat(second.json().path("next")).isInstanceOf(MissingNode.class);
    assertThat(second.json().path("data").get(0).path("id").stringValue())
        .isGreaterThan(first.text("next"));
    assertThat(get("/v1/senders?after=PAGE").text("code")).isEqualTo("invalid_value");
  }

  @Test
  void changesThePaceOfASender() {
    var id = send("POST", "/v1/senders", "{\"address\": \"PACED\"}").text("id");

    var changed = send("PATCH", "/v1/senders/" + id, "{\"pace_per_second\": 2.5}");

    assertThat(changed.json().path("pace_per_second").doubleValue()).isEqualTo(2.5);
    assertThat(get("/v1/senders/" + id)).isEqualTo(changed);
  }

  @Test
  void removesASenderOnceNoPoolHasIt() {
    var id = send("POST", "/v1/senders", "{\"address\": \"POOLED\"}").text("id");
    send("PUT", "/v1/pools/holding", "{\"senders\": [\"POOLED\"]}");

    assertThat(send("DELETE", "/v1/senders/" + id, "").text("code")).isEqualTo("sender_in_use");
    assertThat(send("DELETE", "/v1/pools/holding", "").status()).isEqualTo(204);
    assertThat(send("DELETE", "/v1/senders/" + id, "").status()).isEqualTo(204);
    assertThat(get("/v1/senders/" + id).text("code")).isEqualTo("sender_not_found");
  }

  @Test
  void keepsPools() {
    send("POST", "/v1/senders", "{\"address\": \"ONE\"}");
    send("POST", "/v1/senders", "{\"address\": \"TWO\"}");

    var made = send("PUT", "/v1/pools/shops", "{\"senders\": [\"ONE\"]}");
    var changed = send("PUT", "/v1/pools/shops", "{\"senders\": [\"TWO\"]}");

    assertThat(made.texts("senders")).containsExactly("ONE");
    assertThat(changed.texts("senders")).containsExactly("TWO");
    assertThat(get("/v1/pools/shops")).isEqualTo(changed);
    assertThat(get("/v1/pools").json().path("data")).contains(changed.json());
    assertThat(get("/v1/pools/none").text("code")).isEqualTo("pool_not_found");
  }

  @Test
  void givesTheAccountADefault() {
    assertThat(get("/v1/default-sender").status()).isEqualTo(404);
    send("POST", "/v1/senders", "{\"address\": \"BASIC\"}");

    var set = send("PUT", "/v1/default-sender", "{\"sender\": \"BASIC\"}");

    assertThat(set.text("sender")).isEqualTo("BASIC");
    assertThat(get("/v1/default-sender")).isEqualTo(set);
    assertThat(send("DELETE", "/v1/default-sender", "").status()).isEqualTo(204);
    assertThat(get("/v1/default-sender").status()).isEqualTo(404);
  }

  @Test
  void setsPacesOfTheAccountAndOfCountries() {
    send("PUT", "/v1/paces/account", "{\"pace_per_second\": 50}");
    var set = send("PUT", "/v1/paces/countries/gb", "{\"pace_per_second\": 10}");

    assertThat(set.json().path("account").doubleValue()).isEqualTo(50.0);
    assertThat(set.json().path("countries").path("GB").doubleValue()).isEqualTo(10.0);
    assertThat(get("/v1/paces")).isEqualTo(set);
    assertThat(send("DELETE", "/v1/paces/account", "").status()).isEqualTo(204);
    assertThat(send("DELETE", "/v1/paces/countries/GB", "").status()).isEqualTo(204);
    assertThat(get("/v1/paces").json().toString()).isEqualTo("{\"countries\":{}}");
    assertThat(send("DELETE", "/v1/paces/account", "").text("code")).isEqualTo("pace_not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /v1/senders              | {}                                        | 422 |"
            + " required",
        "POST   | /v1/senders              | {\"address\": \"12\"}                     | 422 |"
            + " invalid_sender",
        "POST   | /v1/senders              | {\"address\": \"A\", \"channels\": [\"x\"]} | 422 |"
            + " invalid_value",
        "POST   | /v1/senders              | {\"address\": \"A\", \"pace_per_second\": 0} | 422 |"
            + " invalid_sender",
        "PATCH  | /v1/senders/snd_1        | {\"pace_per_second\": 1}                  | 404 |"
            + " sender_not_found",
        "DELETE | /v1/senders/snd_1        | ''                                        | 404 |"
            + " sender_not_found",
        "PUT    | /v1/pools/No             | {}                                        | 422 |"
            + " invalid_pool",
        "PUT    | /v1/pools/pool           | {\"senders\": [\"STRANGER\"]}             | 422 |"
            + " unknown_sender",
        "PUT    | /v1/default-sender       | {\"sender\": \"STRANGER\"}                | 422 |"
            + " unknown_sender",
        "PUT    | /v1/paces/account        | {}                                        | 422 |"
            + " required",
        "PUT    | /v1/paces/account        | {\"pace_per_second\": \"1\"}              | 422 |"
            + " invalid_value",
        "PUT    | /v1/paces/account        | {\"pace_per_second\": -1}                 | 422 |"
            + " invalid_pace",
        "PUT    | /v1/paces/countries/UK   | {\"pace_per_second\": 1}                  | 422 |"
            + " invalid_pace",
      })
  void refusesWhatCannotBe(String method, String path, String body, int status, String code) {
    var refused = send(method, path, body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text("code")).isEqualTo(code);
  }

  private Answer get(String path) {
    return send("GET", path, "");
  }

  private Answer send(String method, String path, String body) {
    var port = context.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.body().isEmpty()
              ? MissingNode.getInstance()
              : JsonMapper.shared().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
