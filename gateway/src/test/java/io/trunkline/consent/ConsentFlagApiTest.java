// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.messaging.MessagingStage;
import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of what a person has to look at, by HTTP. */
class ConsentFlagApiTest extends MessagingStage {

  private static final String FLAGS = "/v1/consents/flags";

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stopCalling() {
    client.close();
  }

  private record Answer(int status, JsonNode json) {

    String text(String field) {
      return json.path(field).asString();
    }
  }

  @Test
  void showsAFlagUntilItIsResolved() {
    hear(alice, "not interested");

    var flag = get("").json().get("data").get(0);
    assertThat(flag.get("recipient").stringValue()).isEqualTo(alice);
    assertThat(flag.get("reason").stringValue()).isEqualTo("doubt");
    assertThat(flag.get("rule").stringValue()).isEqualTo("en-not-interested");
    assertThat(flag.has("decision")).isFalse();

    var id = flag.get("id").stringValue();
    var resolved = resolve(id, "{\"decision\": \"revoke\", \"reason\": \"Means it\"}");
    assertThat(resolved.status()).isEqualTo(200);
    assertThat(resolved.text("decision")).isEqualTo("revoke");
    assertThat(resolved.text("resolved_why")).isEqualTo("Means it");
    assertThat(resolved.text("resolved_by")).isNotEmpty();

    assertThat(resolve(id, "{\"decision\": \"clear\", \"reason\": \"No\"}").text("code"))
        .isEqualTo("flag_resolved");
    assertThat(get("?open=false").json().get("data").get(0).get("id").stringValue()).isEqualTo(id);
  }

  @Test
  void turnsPages() {
    for (int person = 0; person < 3; person++) {
      alice = "+1415558" + (2000 + person);
      hear(alice, "cancel my order");
    }

    var first = get("?limit=2");
    assertThat(first.json().get("data")).hasSize(2);
    var second = get("?limit=2&after=" + first.text("next"));
    assertThat(second.json().get("data").get(0).get("id").stringValue())
        .isLessThan(first.text("next"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flg_01m8027xk7ef19eh1d32ns2ddf | {\"decision\":\"clear\",\"reason\":\"x\"} | unknown_flag",
        "nonsense | {\"decision\":\"clear\",\"reason\":\"x\"} | unknown_flag",
        "nonsense | {\"reason\":\"x\"} | required",
        "nonsense | {\"decision\":\"clear\"} | required",
        "nonsense | {\"decision\":\"perhaps\",\"reason\":\"x\"} | invalid_value"
      })
  void refusesWhatItCannotDo(String id, String body, String code) {
    assertThat(resolve(id, body).text("code")).isEqualTo(code);
  }

  @Test
  void refusesAPageThatIsNone() {
    assertThat(get("?limit=0").text("code")).isEqualTo("invalid_value");
    assertThat(get("?after=x").text("code")).isEqualTo("unknown_flag");
  }

  private void hear(String from, String text) {
    gateway
        .get(Consents.class)
        .hear(
            new HeardText(
                account,
                new PhoneNumber(from),
                "+14155550100",
                null,
                text,
                null,
                "SM" + from,
                null,
                gateway.get(Clock.class).instant()));
  }

  private Answer get(String query) {
    return send(HttpRequest.newBuilder(gateway.url.resolve(FLAGS + query)).GET());
  }

  private Answer resolve(String id, String body) {
    return send(
        HttpRequest.newBuilder(gateway.url.resolve(FLAGS + "/" + id + "/resolve"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
