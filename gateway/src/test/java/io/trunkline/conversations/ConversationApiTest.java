// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of conversations, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationApiTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @EnableAutoConfiguration
  static class Application {}

  private record Answer(int status, JsonNode json) {

    String text(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context = start();
  private final Conversations conversations = context.getBean(Conversations.class);
  private final AccountId account = context.getBean(Accounts.class).configured().id();

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Application.class)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "spring.datasource.url=" + TestDatabase.create().url(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres",
            "trunkline.api.enabled=true",
            "trunkline.dispatch.enabled=false",
            "trunkline.background.enabled=false")
        .run();
  }

  @AfterAll
  void stop() {
    context.close();
    client.close();
  }

  @Test
  void showsWhatWasSaidLastAndUntilWhenTheyMayBeWrittenTo() {
    var id = hears(Channel.WHATSAPP, "+14155552671", "Hello", NOON);

    var shown = get("/v1/conversations/" + id);

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "id": "%s",
                      "channel": "whatsapp",
                      "sender": "+14155550100",
                      "contact": "+14155552671",
                      "unread": 1,
                      "last_message": {
                        "direction": "inbound",
                        "at": "2026-11-21T12:00:00Z",
                        "preview": "Hello"
                      },
                      "last_inbound_at": "2026-11-21T12:00:00Z",
                      "window_closes_at": "2026-11-22T12:00:00Z",
                      "created_at": "%s"
                    }
                    """
                        .formatted(id, shown.text("/created_at"))));
  }

  @Test
  void listsPageByPage() {
    var contact = "+14155552680";
    var ids =
        List.of(
            hears(Channel.SMS, contact, "1", NOON),
            hears(Channel.RCS, contact, "2", NOON.plusSeconds(1)),
            hears(Channel.WHATSAPP, contact, "3", NOON.plusSeconds(2)));
    post("/v1/conversations/" + ids.get(1) + "/read", "");

    // An unescaped plus sign, as people write it.
    var first = get("/v1/conversations?limit=2&contact=" + contact);
    var rest = get("/v1/conversations?contact=" + contact + "&after=" + first.text("/next"));
    var unread = get("/v1/conversations?unread=true&contact=" + contact);

    assertThat(List.of(first.text("/data/0/id"), first.text("/data/1/id"), rest.text("/data/0/id")))
        .isEqualTo(ids.reversed().stream().map(ConversationId::toString).toList());
    assertThat(rest.json().get("data").size()).isEqualTo(1);
    assertThat(rest.json().has("next")).isFalse();
    assertThat(unread.json().get("data").size()).isEqualTo(2);
  }

  @Test
  void marksAsReadWhatTheReaderHasSeen() {
    var id = hears(Channel.SMS, "+14155552672", "Hello", NOON);
    hears(Channel.SMS, "+14155552672", "Hello?", NOON.plusSeconds(60));
    var path = "/v1/conversations/" + id + "/read";

    assertThat(post(path, "{\"seen\": \"2026-11-21T12:00:00Z\"}").json().get("unread").intValue())
        .isEqualTo(2);
    assertThat(post(path, "{\"seen\": \"2026-11-21T12:01:00Z\"}").json().get("unread").intValue())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"seen\": \"yesterday\"}", "{\"seen\": 5}", "{\"until\": \"x\"}", "[]"})
  void refusesAReaderWhoMakesNoSense(String body) {
    var id = hears(Channel.SMS, "+14155552673", "Hello", NOON);

    assertThat(post("/v1/conversations/" + id + "/read", body).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=200",
        "unread=perhaps",
        "after=yesterday",
        "after=1-cnv_0",
        "after=-cnv_00000000000000000000000000",
        "after=99999999999999999999-cnv_00000000000000000000000000",
        "contact=%00"
      })
  void refusesAListThatCannotBe(String query) {
    assertThat(get("/v1/conversations?" + query).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "cnv_00000000000000000000000000"})
  void knowsNothingOfAConversationThatIsNot(String id) {
    for (var refused :
        List.of(get("/v1/conversations/" + id), post("/v1/conversations/" + id + "/read", ""))) {
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.text("/code")).isEqualTo("unknown_conversation");
    }
  }

  private ConversationId hears(Channel channel, String contact, String body, Instant at) {
    var key = new ConversationKey(account, channel, "+14155550100", contact);
    return requireNonNull(
        conversations.recordInbound(List.of(new Spoken(key, null, body, at))).get(key));
  }

  private Answer get(String path) {
    return exchange(HttpRequest.newBuilder(at(path)));
  }

  private Answer post(String path, String body) {
    return exchange(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private URI at(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://localhost:" + port + path);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
