// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marketing waits until it is lawful where the recipient is, and every decision can be shown. */
class LawOfTheRecipientIsKeptTest extends Story {

  private static final ZoneId FLORIDA = ZoneId.of("America/New_York");

  @Test
  void waitsForTheMorningInFlorida() {
    var maria = stage.person("+13055550101");
    goOnUntil("21:00");

    var preview = stage.api.post("/v1/messages/preview", offer(maria, "Acme: half price!"));
    assertThat(preview.json().at("/ruling/outcome").asString()).isEqualTo("defer");
    assertThat(preview.json().at("/ruling/because/0/rule").asString()).startsWith("us-");
    var held = stage.api.send(offer(maria, "Acme: half price!"));
    assertThat(held.text("held_because")).isEqualTo("quiet_hours");
    assertThat(Instant.parse(held.text("held_until")).atZone(FLORIDA).toLocalTime())
        .isEqualTo(LocalTime.of(8, 0));
    stage.api.send(Map.of("to", maria.number(), "body", "Your code: 4711", "purpose", "otp"));
    maria.expectsSms("4711");

    goOnUntil("08:00");
    maria.expectsSms("half price");
    var rulings = stage.api.get("/v1/messages/" + held.text("id") + "/rulings").json().at("/data");
    assertThat(rulings)
        .extracting(ruling -> ruling.get("outcome").asString())
        .containsExactly("defer", "send");
    assertThat(rulings.get(1).at("/local_times/America~1New_York").asString()).contains("T08:00");
    assertThat(rulings.get(1).get("rules").toString()).contains("us-fl-hours");
  }

  @Test
  void goesWhenSheWishes() {
    var rosa = stage.person("+13055550102");
    goOnUntil("13:00");
    stage.api.put("/v1/recipients/" + rosa.number(), Map.of("hours", "mon-sun=17:00-18:00"));

    var held = stage.api.send(offer(rosa, "Acme: half price!"));

    assertThat(held.text("held_because")).isEqualTo("quiet_hours");
    goOnUntil("17:00");
    rosa.expectsSms("half price");
  }

  @Test
  void tellsWhatIsWrongWithWhatItIsTold() {
    var answer =
        stage.api.put(
            "/v1/recipients/+13055550103", Map.of("hours", "always", "time_zone", "Mars/Olympus"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("errors"))
        .extracting(each -> each.get("pointer").asString())
        .containsExactlyInAnyOrder("/hours", "/time_zone");
  }

  /** Goes on until it is so late there, today or tomorrow. */
  private void goOnUntil(String hour) {
    var now = stage.emulator.clock().now().atZone(FLORIDA);
    var today = now.with(LocalTime.parse(hour));
    stage.pass(Duration.between(now, today.isAfter(now) ? today : today.plusDays(1)));
  }

  private static Map<String, String> offer(Person to, String body) {
    return Map.of("to", to.number(), "body", body);
  }
}
