// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static io.trunkline.templates.TemplateVariable.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.segments.Encoding;
import io.trunkline.storage.TestDatabase;
import io.trunkline.templates.Preview.Forcing;
import io.trunkline.templates.Preview.Worst;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewTest {

  private final TemplatesRoom room = new TemplatesRoom(TestDatabase.create());

  @AfterAll
  void stop() {
    room.close();
  }

  @Test
  void saysWhichCharactersForceUcs2AndWhereTheyComeFrom() {
    var preview =
        preview(
            "forcing",
            TemplateContent.in("en", "Hi {{name}} – see {{name}} \uD83D\uDE00 [1]")
                .with(required("name", VariableType.TEXT)),
            Map.of("name", "Jiří"));

    assertThat(preview.rendered().body()).isEqualTo("Hi Jiří – see Jiří \uD83D\uDE00 [1]");
    assertThat(preview.segments().encoding()).isEqualTo(Encoding.UCS_2);
    assertThat(preview.forcing())
        .containsExactly(
            new Forcing("ř", 5, "name"),
            new Forcing("í", 6, "name"),
            new Forcing("–", 8, null),
            new Forcing("ř", 16, "name"),
            new Forcing("í", 17, "name"),
            new Forcing("\uD83D\uDE00", 19, null));
  }

  @Test
  void countsTheWorstCase() {
    assertThat(
            worst(
                "text",
                TemplateContent.in("en", "{{a}}")
                    .with(required("a", VariableType.TEXT).maxLength(80))))
        .isEqualTo(new Worst(1, 2));
    assertThat(
            worst(
                "longer",
                TemplateContent.in("en", "{{a}}")
                    .with(required("a", VariableType.TEXT).maxLength(81))))
        .isEqualTo(new Worst(2, 2));
    assertThat(
            worst(
                "code",
                TemplateContent.in("en", "{{a}}")
                    .with(required("a", VariableType.CODE).maxLength(160))))
        .isEqualTo(new Worst(1, null));
    assertThat(
            worst(
                "astral",
                TemplateContent.in("en", "{{a}}")
                    .with(required("a", VariableType.TEXT).maxLength(134))))
        .as("134 units are two segments of 67, but a surrogate pair is not cut")
        .isEqualTo(new Worst(2, 3));
    assertThat(
            worst(
                "foreign",
                TemplateContent.in("uk", "Привіт {{a}}")
                    .with(required("a", VariableType.CODE).maxLength(63))))
        .isEqualTo(new Worst(null, 1));
  }

  private Worst worst(String name, TemplateContent content) {
    return preview(name, content, Map.of("a", "7")).worst();
  }

  private Preview preview(String name, TemplateContent content, Map<String, String> values) {
    room.templates.create(room.account, name, content);
    return room.templates.preview(
        RenderRequest.of(room.account, name).version(1).variables(values), false);
  }
}
