// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.Accounts;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import tools.jackson.databind.node.JsonNodeFactory;

/** Our REST API of the ledger, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerApiTest {

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, String said) {

    JsonNode json() {
      return JsonMapper.shared().readTree(said);
    }

    String text(String field) {
      return json().path(field).stringValue();
    }

    List<JsonNode> lines() {
      return said.lines().<JsonNode>map(JsonMapper.shared()::readTree).toList();
    }
  }

  private static int lastPerson;

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
  void recordsAGrantAndShowsWhatItMakes() {
    var person = somebody();
    var recorded =
        record(
            person,
            """
            "kind": "granted", "scope": "programme:shoes", "purposes": ["marketing"], "level": "written",
            "source": "web", "text": "I agree.", "url": "https://example.com/join", "ip": "192.0.2.7",
            "user_agent": "Browser/1", "language": "en", "method": "checkbox", "message_sids": ["SM1"]
            """);

    assertThat(recorded.status()).isEqualTo(201);
    assertThat(recorded.text("id")).startsWith("cns_");
    assertThat(recorded.text("authority")).isEqualTo("recipient");
    assertThat(recorded.text("text_sha256")).isEqualTo(Sha256.hex("I agree."));
    assertThat(recorded.text("agent")).isEqualTo("host");
    assertThat(recorded.json().has("note")).isFalse();
    var marketing = stand(person, "programme:shoes", "marketing");
    assertThat(marketing.path("blocked").booleanValue()).isFalse();
    assertThat(marketing.path("level").stringValue()).isEqualTo("written");
    assertThat(marketing.at("/grants/0")).isEqualTo(recorded.json());
    assertThat(stand(person, "all", "marketing").path("level").stringValue()).isEqualTo("none");
    assertThat(get("/v1/consents/" + person + "/events").json().path("data"))
        .containsExactly(recorded.json());
  }

  @Test
  void keepsWhatAnOperatorForbidsThroughAStart() {
    var person = somebody();
    var ban =
        record(
            person, "\"kind\": \"revoked\", \"source\": \"operator\", \"note\": \"Threatens us\"");
    var consents = context.getBean(Consents.class);
    var account = context.getBean(Accounts.class).configured().id();

    consents.hear(
        new HeardText(
            account,
            new PhoneNumber(person),
            "+14155550100",
            null,
            "START",
            null,
            "SM1",
            null,
            Instant.parse("2026-11-21T12:00:00Z")));
    record(person, "\"kind\": \"restored\"");

    var stands = stand(person, "sender:+14155550100", "transactional");
    assertThat(stands.path("blocked").booleanValue()).isTrue();
    assertThat(stands.at("/against/0/id").stringValue()).isEqualTo(ban.text("id"));
    record(person, "\"kind\": \"restored\", \"source\": \"operator\"");
    assertThat(stand(person, "all", "transactional").path("blocked").booleanValue()).isFalse();
  }

  @Test
  void recordsOnceWhatIsSentTwiceWithItsTime() {
    var person = somebody();
    var revoked = "\"kind\": \"revoked\", \"at\": \"2026-11-20T12:00:00Z\"";

    var first = record(person, revoked);
    var second = record(person, revoked);

    assertThat(second).isEqualTo(first);
    assertThat(get("/v1/consents/" + person + "/events").json().path("data")).hasSize(1);
  }

  @Test
  void exportsEvidenceAndVerifiesTheChain() {
    var person = somebody();
    record(person, "\"kind\": \"revoked\"");

    var evidence = get("/v1/consents/" + person + "/evidence");
    var verified = get("/v1/consents/verification");

    assertThat(evidence.json().path("events")).hasSize(1);
    assertThat(verified.json().path("intact").booleanValue()).isTrue();
    assertThat(verified.text("hash")).isEqualTo(evidence.json().at("/chain/hash").stringValue());
    assertThat(verified.text("summary"))
        .isEqualTo(evidence.json().at("/chain/summary").stringValue());
    var nothing = get("/v1/consents/" + person + "/evidence?length=0").json();
    assertThat(nothing.path("events")).isEmpty();
    long more = verified.json().path("length").longValue() + 1;
    assertThat(get("/v1/consents/" + person + "/evidence?length=" + more).status()).isEqualTo(422);
  }

  @Test
  void showsTheHistoryInPagesByWhenThingsWereSaid() {
    var person = somebody();
    for (int second : new int[] {3, 1, 2}) {
      record(person, "\"kind\": \"revoked\", \"at\": \"2026-11-20T12:00:0%dZ\"".formatted(second));
    }
    record(person, "\"kind\": \"restored\", \"at\": \"2026-11-20T12:00:01Z\"");

    var pages = new ArrayList<List<String>>();
    var next = "";
    do {
      var page = get("/v1/consents/" + person + "/events?limit=2" + next).json();
      pages.add(page.path("data").findValuesAsString("at"));
      next = page.has("next") ? "&after=" + page.path("next").stringValue() : "";
    } while (!next.isEmpty());

    assertThat(pages)
        .containsExactly(
            List.of("2026-11-20T12:00:01Z", "2026-11-20T12:00:01Z"),
            List.of("2026-11-20T12:00:02Z", "2026-11-20T12:00:03Z"));
    assertThat(get("/v1/consents/" + person + "/events?after=msg_1").status()).isEqualTo(422);
    assertThat(get("/v1/consents/" + person + "/events?limit=501").status()).isEqualTo(422);
  }

  @Test
  void showsWhatStandsInPagesAndOfManyEventsTheLatest() {
    var person = somebody();
    for (int second = 10; second < 22; second++) {
      record(
          person,
          "\"kind\": \"revoked\", \"scope\": \"sender:S\", \"at\": \"2026-11-20T12:00:%dZ\""
              .formatted(second));
    }
    record(person, "\"kind\": \"revoked\", \"scope\": \"channel:rcs\"");

    var first = get("/v1/consents/" + person + "?limit=2").json();
    var last = get("/v1/consents/" + person + "?after=" + first.path("next").stringValue()).json();

    assertThat(first.path("scopes").findValuesAsString("scope")).startsWith("all", "channel:rcs");
    assertThat(last.path("scopes")).hasSize(1);
    assertThat(last.has("next")).isFalse();
    var marketing = last.at("/scopes/0/purposes/marketing");
    assertThat(marketing.path("against_count").intValue()).isEqualTo(12);
    assertThat(marketing.path("against")).hasSize(10);
    assertThat(marketing.at("/against/9/at").stringValue()).isEqualTo("2026-11-20T12:00:21Z");
    assertThat(marketing.at("/against/9/way_back").stringValue())
        .isEqualTo("The recipient has to agree anew");
  }

  @Test
  void verifiesTheChainSomeLinksAtATime() {
    var person = somebody();
    for (int i = 0; i < 3; i++) {
      record(person, "\"kind\": \"revoked\"");
    }
    var whole = get("/v1/consents/verification").json();
    long length = whole.path("length").longValue();

    var first = get("/v1/consents/verification?limit=" + (length - 1)).json();
    var rest = get("/v1/consents/verification?after=" + first.path("next").stringValue()).json();

    assertThat(first.path("intact").booleanValue()).isTrue();
    assertThat(first.path("length").longValue()).isEqualTo(length - 1);
    assertThat(first.has("summary")).isFalse();
    assertThat(rest).isEqualTo(whole);
    var forged = get("/v1/consents/verification?after=1." + "0".repeat(64)).json();
    assertThat(forged.path("intact").booleanValue()).isFalse();
    assertThat(forged.path("seq").intValue()).isEqualTo(2);
    assertThat(get("/v1/consents/verification?after=1").status()).isEqualTo(422);
    assertThat(get("/v1/consents/verification?limit=0").status()).isEqualTo(422);
  }

  @Test
  void importsAFileAndAnswersLineByLine() {
    var person = somebody();
    var file =
        """
        recipient,kind,at,purposes,level
        %s,granted,2026-01-02T03:04:05Z,marketing,express
        nobody,granted,2026-01-02T03:04:05Z,marketing,express
        """
            .formatted(person);

    var answer = send("POST", "/v1/consents/import", "text/csv", file);
    var again = send("POST", "/v1/consents/import", "text/csv", file);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lines()).hasSize(2);
    assertThat(answer.lines().getFirst().path("line").intValue()).isEqualTo(3);
    assertThat(answer.lines().getFirst().at("/error/errors/0/pointer").stringValue())
        .isEqualTo("/recipient");
    assertThat(answer.lines().getLast().toString())
        .isEqualTo("{\"recorded\":1,\"repeated\":0,\"refused\":1}");
    assertThat(again.lines().getLast().path("repeated").intValue()).isEqualTo(1);
    assertThat(stand(person, "all", "marketing").path("level").stringValue()).isEqualTo("express");
    assertThat(get("/v1/consents/export").said())
        .startsWith("id,recipient,scope,kind,")
        .contains(person);
  }

  @Test
  void saysAtTheEndWhatIsWrongWithAFileThatIsNone() {
    var header = "recipient,kind,at\n";

    assertThat(send("POST", "/v1/consents/import", "text/csv", "a,b\n").status()).isEqualTo(422);
    var begun =
        send("POST", "/v1/consents/import", "text/csv", header + "1,revoked,now\n\"x\"y,z\n");

    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.lines().getLast().at("/error/detail").stringValue())
        .startsWith("From line 3 on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /recipient",
        "{} | /kind",
        "{\"kind\": \"agreed\"} | /kind",
        "{\"recipient\": \"12\"} | /recipient",
        "{\"scope\": \"shoes\"} | /scope",
        "{\"purposes\": [\"fun\"]} | /purposes",
        "{\"at\": \"now\"} | /at",
        "{\"text_sha256\": \"abc\"} | /text_sha256",
        "{\"colour\": \"red\"} | /colour",
        "{\"recipient\": \"+14155550123\", \"kind\": \"granted\"} | /level",
        "{\"recipient\": \"+14155550123\", \"kind\": \"granted\", \"level\": \"none\"} | /purposes",
        "{\"recipient\": \"+14155550123\", \"kind\": \"revoked\", \"level\": \"express\"} | /level",
        "{\"recipient\": \"+14155550123\", \"kind\": \"cleared\"} | /source",
        "{\"recipient\": \"+14155550123\", \"kind\": \"revoked\", \"at\": \"2099-01-01T00:00:00Z\"}"
            + " | /at",
        "{\"recipient\": \"+14155550123\", \"kind\": \"granted\", \"level\": \"written\","
            + " \"purposes\": [\"marketing\"]} | /text",
        "{\"recipient\": \"+14155550123\", \"kind\": \"granted\", \"level\": \"express\","
            + " \"purposes\": [\"marketing\"], \"source\": \"regulator\"} | /source",
      })
  void saysWhatIsWrongWithAStatement(String body, String pointer) {
    var refused = send("POST", "/v1/consents", "application/json", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors"))
        .extracting(error -> error.path("pointer").stringValue())
        .contains(pointer);
  }

  @Test
  void isReadWithOneScopeAndWrittenWithAnother() {
    var controller = context.getBean(LedgerController.class);
    var account = context.getBean(Accounts.class).configured().id();
    var reader = new Caller(account, Set.of(Scope.READ, Scope.SEND), "key_1");
    var writer = new Caller(account, Set.of(Scope.CONFIGURE), "key_2");

    assertThatThrownBy(() -> controller.record(reader, JsonNodeFactory.instance.objectNode()))
        .hasMessageContaining("configure");
    assertThatThrownBy(() -> controller.state(writer, "+14155550123", "", 50))
        .hasMessageContaining("read");
    assertThatThrownBy(() -> controller.verify(writer, null, 1)).hasMessageContaining("read");
  }

  @Test
  void refusesToLookUpWhatIsNoNumber() {
    assertThat(get("/v1/consents/12").text("code")).isEqualTo("invalid_value");
  }

  private String somebody() {
    return "+1415556" + (1000 + ++lastPerson);
  }

  private JsonNode stand(String person, String scope, String purpose) {
    for (var found : get("/v1/consents/" + person).json().path("scopes")) {
      if (found.path("scope").stringValue().equals(scope)) {
        return found.path("purposes").path(purpose);
      }
    }
    throw new AssertionError("Nothing is said of " + scope);
  }

  private Answer record(String person, String fields) {
    return send(
        "POST",
        "/v1/consents",
        "application/json",
        "{\"recipient\": \"%s\", %s}".formatted(person, fields));
  }

  private Answer get(String path) {
    return send("GET", path, "application/json", "");
  }

  private Answer send(String method, String path, String type, String body) {
    var port = context.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
