// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static io.trunkline.templates.TemplateVariable.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesTest {

  private static final AtomicInteger LAST = new AtomicInteger();

  private final TestDatabase database = TestDatabase.create();
  private final TemplatesRoom room = new TemplatesRoom(database);
  private final TemplatesRoom otherNode = new TemplatesRoom(database);
  private final Templates templates = room.templates;

  /** A template that no other test knows. */
  private String name = "";

  @BeforeEach
  void nameATemplate() {
    name = "greeting_" + LAST.incrementAndGet();
  }

  @AfterAll
  void stop() {
    otherNode.close();
    room.close();
  }

  @Test
  void rendersTheCurrentVersionOnly() {
    templates.create(room.account, name, saying("one"));
    assertThat(refusalOf(request())).isEqualTo(TemplateRefusal.NOT_PUBLISHED);
    assertThat(refusalOf(request().version(1))).isEqualTo(TemplateRefusal.UNKNOWN_VERSION);

    templates.publish(room.account, name, 1);
    assertThat(render(request())).isEqualTo("one");

    assertThat(templates.edit(room.account, name, saying("two")).number()).isEqualTo(2);
    assertThat(templates.edit(room.account, name, saying("zwei")).number()).isEqualTo(2);
    assertThat(render(request())).isEqualTo("one");

    templates.publish(room.account, name, 2);
    assertThat(render(request())).isEqualTo("zwei");
    assertThat(templates.find(room.account, name).orElseThrow())
        .extracting(Template::current, Template::draft)
        .containsExactly(2, null);
  }

  @Test
  void keepsOldVersionsForWhoeverNamesThem() {
    publish("one");
    publish("two");
    templates.archive(room.account, name, 1);

    assertThat(render(request().version(1))).isEqualTo("one");
    assertThat(render(request())).isEqualTo("two");
    assertThat(templates.versions(room.account, name))
        .extracting(TemplateVersion::number, TemplateVersion::status)
        .containsExactly(tuple(2, VersionStatus.PUBLISHED), tuple(1, VersionStatus.ARCHIVED));
    assertThatThrownBy(() -> templates.publish(room.account, name, 1))
        .hasMessageContaining("already_archived");
  }

  @Test
  void goesBackToAVersionThatWasPublishedBefore() {
    publish("one");
    publish("two");

    templates.publish(room.account, name, 1);

    assertThat(render(request())).isEqualTo("one");
  }

  @Test
  void hasNoCurrentVersionOnceThatIsArchived() {
    publish("one");

    templates.archive(room.account, name, 1);

    assertThat(refusalOf(request())).isEqualTo(TemplateRefusal.NOT_PUBLISHED);
  }

  @Test
  void neverSendsADraftThatWasArchived() {
    templates.create(room.account, name, saying("one"));
    templates.archive(room.account, name, 1);

    assertThat(refusalOf(request().version(1))).isEqualTo(TemplateRefusal.UNKNOWN_VERSION);
    assertThat(templates.edit(room.account, name, saying("two")).number()).isEqualTo(2);
  }

  @Test
  void isSeenByOtherNodesWithinSeconds() {
    publish("one");
    assertThat(render(otherNode, request())).isEqualTo("one");

    publish("two");

    assertThat(render(otherNode, request().version(2))).isEqualTo("two");
    await()
        .atMost(Published.MEMORY.plus(Duration.ofSeconds(10)))
        .until(() -> render(otherNode, request()).equals("two"));
  }

  @Test
  void keepsNothingOfATransactionThatIsRolledBack() {
    publish("one");
    templates.edit(room.account, name, saying("two"));
    var seen = new ArrayList<String>();
    room.transaction()
        .executeWithoutResult(
            status -> {
              templates.publish(room.account, name, 2);
              seen.add(render(request().version(2)));
              status.setRollbackOnly();
            });
    templates.edit(room.account, name, saying("three"));

    assertThat(seen).containsExactly("two");
    assertThat(render(request())).isEqualTo("one");
    templates.publish(room.account, name, 2);
    assertThat(render(request())).isEqualTo("three");
  }

  @Test
  void rendersManyAtOnceEachWithItsOwnOutcome() {
    publish("Hi {{who}}");

    var outcomes =
        templates.renderAll(
            List.of(
                request().variables(Map.of("who", "Ann")),
                request(),
                RenderRequest.of(room.account, "nobody_" + name),
                RenderRequest.of(room.account, "\0"),
                request().version(1).variables(Map.of("who", "Bob")),
                request().version(99)));

    assertThat(outcomes)
        .extracting(
            outcome ->
                switch (outcome) {
                  case Rendered rendered -> rendered.body();
                  case RenderOutcome.Refused(var refusal) -> refusal.code().code();
                })
        .containsExactly(
            "Hi Ann",
            "missing_variable",
            "unknown_template",
            "unknown_template",
            "Hi Bob",
            "unknown_version");
  }

  @Test
  void hasEachNameOnce() {
    templates.create(room.account, name, saying("one"));

    assertThatThrownBy(() -> templates.create(room.account, name, saying("two")))
        .hasMessageContaining("template_exists");
    assertThatThrownBy(() -> templates.create(room.account, "No Name", saying("two")))
        .hasMessageContaining("/name");
    assertThatThrownBy(() -> templates.edit(room.account, "nobody", saying("two")))
        .hasMessageContaining("template_not_found");
  }

  @Test
  void listsTheNewestFirst() {
    templates.create(room.account, name, saying("one"));
    templates.create(room.account, name + "_b", saying("one"));

    var newest = templates.list(room.account, null, 1);
    assertThat(newest).extracting(Template::name).containsExactly(name + "_b");
    assertThat(templates.list(room.account, newest.getFirst().id(), 1))
        .extracting(Template::name)
        .containsExactly(name);
  }

  @Test
  void keepsTheContentAsItWasWritten() {
    var content =
        TemplateContent.in("en", "{{zeta}} {{a}}\n\"{{b}}\"")
            .and("de-AT", TemplateText.of("{{a}} ä \uD83D\uDE00").linkedTo("HX" + "a".repeat(32)))
            .with(required("zeta", VariableType.MONEY))
            .with(TemplateVariable.optional("a", VariableType.TEXT, "").maxLength(7))
            .with(required("b", VariableType.DATE));

    templates.create(room.account, name, content);

    assertThat(templates.version(room.account, name, 1).content()).isEqualTo(content);
  }

  @Test
  void isKeptFromChangingAPublishedVersionByTheDatabaseToo() {
    publish("one");

    for (var change :
        List.of(
            "UPDATE trunkline.template_versions SET content = '{}' WHERE template_id = :id",
            "UPDATE trunkline.template_versions SET status = 'draft' WHERE template_id = :id",
            "UPDATE trunkline.template_versions SET status = 'archived', archived_at = edited_at"
                + " WHERE template_id = :id",
            "DELETE FROM trunkline.template_versions WHERE template_id = :id")) {
      assertThatThrownBy(
              () ->
                  database
                      .jdbc()
                      .sql(change)
                      .param("id", templates.find(room.account, name).orElseThrow().id().value())
                      .update())
          .isInstanceOf(DataAccessException.class);
    }
  }

  private RenderRequest request() {
    return RenderRequest.of(room.account, name);
  }

  private String render(RenderRequest request) {
    return render(room, request);
  }

  private static String render(TemplatesRoom node, RenderRequest request) {
    return node.templates.render(request).body();
  }

  private Object refusalOf(RenderRequest request) {
    return catchThrowableOfType(RefusalException.class, () -> templates.render(request))
        .refusal()
        .code();
  }

  private void publish(String body) {
    var content = saying(body);
    var version =
        templates.find(room.account, name).isPresent()
            ? templates.edit(room.account, name, content)
            : templates.create(room.account, name, content);
    templates.publish(room.account, name, version.number());
  }

  private static TemplateContent saying(String body) {
    var content = TemplateContent.in("en", body);
    return body.contains("{{who}}") ? content.with(required("who", VariableType.TEXT)) : content;
  }
}
