// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateSaysWhatWasPublishedTest extends Story {

  private static final String ALICE = "+14155550123";

  @Test
  void inTheLanguageAskedForOrOneThatIsUnderstood() {
    publish("greeting", "Hello {{first_name}}", "Hallo {{first_name}}");
    var alice = stage.emulator.handset(ALICE);

    send("greeting", Map.of("language", "de-AT", "variables", Map.of("first_name", "Alice")));
    alice.expectsText("Hallo Alice");
    send("greeting", Map.of("language", "fr", "variables", Map.of("first_name", "Alice")));
    alice.expectsText("Hello Alice");
  }

  @Test
  void neverBeforeItIsPublishedNorWithoutAValue() {
    write("welcome", "Hello {{first_name}}", "Hallo {{first_name}}");
    var named = Map.of("variables", Map.of("first_name", "Alice"));
    assertThat(tried("welcome", named).text("code")).isEqualTo("not_published");

    stage.api.post("/v1/templates/welcome/versions/1/publish", Map.of());
    var refused = tried("welcome", Map.of("variables", Map.of()));
    assertThat(refused.text("code")).isEqualTo("missing_variable");
    assertThat(refused.text("detail")).contains("first_name");
    var unknown =
        tried("welcome", Map.of("variables", Map.of("first_name", "Alice", "last_name", "Doe")));
    assertThat(unknown.text("code")).isEqualTo("unknown_variable");
    assertThat(unknown.text("detail")).contains("last_name");
  }

  @Test
  void whenItWasAcceptedWhateverIsPublishedLater() {
    publish("salute", "Hello {{first_name}}", "Hallo {{first_name}}");
    var at = stage.emulator.clock().now().plus(Duration.ofHours(1)).truncatedTo(SECONDS);
    var held =
        send("salute", Map.of("send_at", at.toString(), "variables", Map.of("first_name", "Alice")))
            .text("id");
    assertThat(stage.api.statusOf(held)).isEqualTo("held");

    var draft =
        stage.api.put(
            "/v1/templates/salute/draft",
            content("Good day, {{first_name}}", "Guten Tag, {{first_name}}"));
    assertThat(draft.status()).as("%s", draft.json()).isEqualTo(200);
    stage.api.post("/v1/templates/salute/versions/2/publish", Map.of());
    var alice = stage.emulator.handset(ALICE);
    send("salute", Map.of("variables", Map.of("first_name", "Alice")));

    alice.expectsText("Good day, Alice");
    stage.pass(Duration.ofHours(1));
    alice.expectsText("Hello Alice");
    var message = stage.api.get("/v1/messages/" + held);
    assertThat(message.json().path("template_version").asInt()).isEqualTo(1);
    assertThat(message.text("language")).isEqualTo("en");
  }

  private void publish(String name, String english, String german) {
    write(name, english, german);
    var published = stage.api.post("/v1/templates/" + name + "/versions/1/publish", Map.of());
    assertThat(published.status()).as("%s", published.json()).isEqualTo(200);
  }

  private void write(String name, String english, String german) {
    var named = new HashMap<String, Object>(content(english, german));
    named.put("name", name);
    var draft = stage.api.post("/v1/templates", named);
    assertThat(draft.status()).as("%s", draft.json()).isEqualTo(201);
  }

  private static Map<String, Object> content(String english, String german) {
    return Map.of(
        "default_language",
        "en",
        "languages",
        Map.of("en", Map.of("body", english), "de", Map.of("body", german)),
        "variables",
        Map.of("first_name", Map.of("type", "text", "max_length", 30)));
  }

  private Api.Answer send(String template, Map<String, Object> more) {
    var sent = tried(template, more);
    assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
    return sent;
  }

  private Api.Answer tried(String template, Map<String, ?> more) {
    var message = new HashMap<String, Object>(more);
    message.putAll(Map.of("to", ALICE, "template", template, "purpose", "transactional"));
    return stage.api.send(message);
  }
}
