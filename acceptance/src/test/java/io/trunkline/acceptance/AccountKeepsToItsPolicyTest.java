// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an account allows itself: countries, links, the sentence on how to stop, programmes. */
class AccountKeepsToItsPolicyTest extends Story {

  @Test
  void sendsAbroadOnlyOnceItSaysWhere() {
    var emma = stage.person("+447700900123");

    assertThat(stage.api.send(emma.number(), "Your table is ready").text("code"))
        .isEqualTo("country_not_allowed");
    stage.sendAlsoTo("GB");

    assertThat(stage.api.send(emma.number(), "Your table is ready").status()).isEqualTo(202);
    emma.expectsSms("Your table is ready");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void sendsNoLinkThatCarriersDistrust() {
    var alice = stage.person("+14155550121");
    change(Map.of("content_rules", Map.of("public_shortener", "block")));

    var refused = stage.api.send(alice.number(), "Your table: bit.ly/3xYz");

    assertThat(refused.text("code")).isEqualTo("content_not_allowed");
    assertThat(stage.api.send(alice.number(), "Your table: chezpaul.example/3").status())
        .isEqualTo(202);
    alice.expectsSms("chezpaul.example/3");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void saysHowToStopAndCountsWhatThatAdds() {
    var bob = stage.person("+14155550122");
    var text = "Chez Paul: " + "half price! ".repeat(12).strip();
    assertThat(text).hasSizeBetween(140, 160);
    change(
        Map.of(
            "stop_line",
            Map.of("en", "Reply STOP to opt out"),
            "stop_line_for",
            List.of("marketing")));

    var accepted = stage.api.send(Map.of("to", bob.number(), "body", text));

    bob.expectsSms(text + "\nReply STOP to opt out");
    var message = stage.api.get("/v1/messages/" + accepted.text("id")).json();
    assertThat(message.path("segments").intValue()).isEqualTo(2);
    stage.nobodyGotAnythingElse();
  }

  @Test
  void keepsAProgrammeToItsOwnRateAndNoOther() {
    var carol = stage.person("+14155550124");
    change(Map.of("programmes", Map.of("shoes", Map.of("caps", List.of("1/P7D")))));

    assertThat(offer(carol, "shoes", "Shoes").status()).isEqualTo(202);
    carol.expectsSms("Shoes");
    var second = offer(carol, "shoes", "More shoes");
    assertThat(offer(carol, "hats", "Hats").status()).isEqualTo(202);

    assertThat(second.text("held_because")).isEqualTo("frequency_cap");
    carol.expectsSms("Hats");
    stage.nobodyGotAnythingElse();
  }

  private Api.Answer offer(Person to, String programme, String body) {
    return stage.api.send(Map.of("to", to.number(), "programme", programme, "body", body));
  }

  private void change(Map<String, ?> settings) {
    var changes = new HashMap<String, Object>(settings);
    changes.put("version", stage.api.get("/v1/policy").json().path("version").intValue());
    var changed = stage.api.patch("/v1/policy", changes);
    assertThat(changed.status()).as("%s", changed.json()).isEqualTo(200);
  }
}
