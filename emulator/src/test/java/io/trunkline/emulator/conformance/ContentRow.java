// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.content.v1.Content;
import com.twilio.rest.content.v1.Content.ContentCreateRequest;
import com.twilio.rest.content.v1.Content.ContentUpdateRequest;
import com.twilio.rest.content.v1.Content.TwilioText;
import com.twilio.rest.content.v1.Content.Types;
import java.util.Map;

final class ContentRow {
  private static final String MISSING = "HX" + "9".repeat(32);

  private ContentRow() {}

  static Row<Content> row() {
    return Row.of("Content", Content::getSid)
        .creates((stage, n) -> create(stage, "en", "Hi {{1}} " + n))
        .lists(stage -> Content.reader())
        .fetches((stage, sid) -> Content.fetcher(sid))
        .updates(
            (stage, sid) ->
                Content.updater(
                    sid, new ContentUpdateRequest.Builder(text("Ho")).friendlyName("Ho").build()),
            Content::getFriendlyName,
            "Ho")
        .deletes((stage, sid) -> Content.deleter(sid))
        .refuses(
            "content that is not there",
            20404,
            404,
            stage -> Content.fetcher(MISSING).fetch(stage.client()))
        .refuses("no types", 92001, 400, stage -> create(stage, Types.builder().build()))
        .refuses("a text without a body", 20001, 400, stage -> create(stage, text("")))
        .refuses(
            "a language that is none", 92004, 400, stage -> create(stage, "English", "Hi {{1}}"));
  }

  static String create(Stage stage, String language, String body) {
    var request =
        new ContentCreateRequest.Builder(language, text(body))
            .friendlyName("Greeting")
            .variables(Map.of("1", "Ann"))
            .build();
    return Content.creator(request).create(stage.client()).getSid();
  }

  private static void create(Stage stage, Types types) {
    Content.creator(new ContentCreateRequest.Builder("en", types).build()).create(stage.client());
  }

  private static Types text(String body) {
    return Types.builder().twilioText(new TwilioText.Builder(body).build()).build();
  }
}
