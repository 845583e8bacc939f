// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplateApiTest extends TemplateStage {

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
}
