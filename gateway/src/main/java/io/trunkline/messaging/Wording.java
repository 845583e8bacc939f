// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.templates.RenderOutcome;
import io.trunkline.templates.RenderRequest;
import io.trunkline.templates.Rendered;
import io.trunkline.templates.Templates;
import java.util.List;
import java.util.Objects;

/** What messages say: their own words, or what a template makes. */
final class Wording {

  private final Templates templates;

  Wording(Templates templates) {
    this.templates = templates;
  }

  void say(List<Draft> drafts) {
    var templated = drafts.stream().filter(Wording::isTemplated).toList();
    var outcomes = templates.renderAll(templated.stream().map(Wording::request).toList());
    for (int i = 0; i < templated.size(); i++) {
      var draft = templated.get(i);
      switch (outcomes.get(i)) {
        case Rendered rendered -> draft.say(content(draft, rendered));
        case RenderOutcome.Refused(var refusal) -> draft.refuse(refusal);
      }
    }
    drafts.stream().filter(draft -> !isTemplated(draft)).forEach(Wording::sayOwnWords);
  }

  private static boolean isTemplated(Draft draft) {
    return draft.words() == null && draft.request().content().template() != null;
  }

  private static RenderRequest request(Draft draft) {
    var template = Objects.requireNonNull(draft.request().content().template());
    return new RenderRequest(
        draft.account(),
        template.name(),
        template.version(),
        template.language(),
        template.variables());
  }

  private static Message.Content content(Draft draft, Rendered rendered) {
    var name = Objects.requireNonNull(draft.request().content().template()).name();
    return new Message.Content(
        rendered.body(),
        draft.request().content().media(),
        new Message.Pin(name, rendered.version(), rendered.language()),
        rendered.contentSid(),
        rendered.contentVariables(),
        null);
  }

  private static void sayOwnWords(Draft draft) {
    var settled = draft.words();
    var asked = draft.request().content();
    draft.say(
        settled != null
            ? settled
            : Message.Content.of(Objects.requireNonNullElse(asked.body(), ""), asked.media()));
  }
}
