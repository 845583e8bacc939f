// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BulkIsAnsweredLineByLineTest extends Story {

  @Test
  void answersEveryLineInItsPlaceAndTextsEverybodyOnce() {
    var guests = IntStream.range(0, 3).mapToObj(i -> stage.person("+1415555012" + i)).toList();
    var lines =
        List.of(
            line(guests.get(0).number()),
            "{",
            line(guests.get(1).number()),
            line("nobody"),
            line(guests.get(2).number()));

    var answers = stage.api.stream("tonight", lines);
    var again = stage.api.stream("tonight", lines);

    assertThat(answers)
        .extracting(answer -> answer.path("line").asInt())
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(answers)
        .extracting(answer -> answer.path("status").asString(code(answer)))
        .containsExactly("accepted", "malformed_json", "accepted", "invalid_number", "accepted");
    assertThat(again).isEqualTo(answers);
    guests.forEach(guest -> guest.expectsSms("We open at eight"));
    stage.nobodyGotAnythingElse();
  }

  @Test
  void answersTenThousandInOneRequest() {
    var message = Map.of("to", "+14155550123", "body", "Hi", "send_at", "2099-01-01T00:00:00Z");
    var batch =
        new ArrayList<Map<String, ?>>(IntStream.range(0, 10_000).mapToObj(i -> message).toList());
    batch.set(
        3_000, Map.of("to", "+14155550123", "media_urls", List.of("https://cdn.example/a b.jpg")));
    batch.set(
        4_000, Map.of("to", "+14155550123", "body", "Hi", "send_at_local", "+10000-01-01T00:00"));
    batch.set(5_000, Map.of("to", "+14155550142", "body", "We open at eight"));
    var bob = stage.person("+14155550142");

    var answer = stage.api.post("/v1/messages/batch", Map.of("messages", batch));

    var answers = answer.json().path("data");
    assertThat(answers).hasSize(10_000);
    assertThat(code(answers.get(3_000))).isEqualTo("invalid_media_url");
    assertThat(code(answers.get(4_000))).isEqualTo("invalid_value");
    assertThat(answers.get(5_000).path("status").asString()).isEqualTo("accepted");
    assertThat(code(answers.get(9_999))).isEqualTo("invalid_value");
    bob.expectsSms("We open at eight");
    stage.nobodyGotAnythingElse();
  }

  private static String code(JsonNode answer) {
    return answer.path("error").path("code").asString("");
  }

  private static String line(String to) {
    return "{\"to\": \"%s\", \"body\": \"We open at eight\"}".formatted(to);
  }
}
