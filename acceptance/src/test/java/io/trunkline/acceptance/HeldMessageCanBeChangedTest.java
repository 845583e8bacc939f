// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldMessageCanBeChangedTest extends Story {

  @Test
  void goesWithOtherWordsWhenItsTimeHasCome() {
    var alice = stage.person("+14155550123");
    var held = stage.api.send(message(alice, "Your table is ready", "send_at", tomorrow()));
    assertThat(held.text("status")).isEqualTo("held");
    assertThat(held.text("held_until")).isEqualTo(tomorrow());
    var path = "/v1/messages/" + held.text("id");

    var changed = stage.api.patch(path, Map.of("body", "Ваш столик готов", "valid_for", "PT1H"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("encoding")).isEqualTo("ucs_2");
    assertThat(changed.text("expires_at"))
        .isEqualTo(Instant.parse(tomorrow()).plus(Duration.ofHours(1)).toString());

    stage.pass(Duration.between(stage.emulator.clock().now(), Instant.parse(tomorrow())));
    alice.expectsSms("Ваш столик готов");
    assertThat(stage.api.patch(path, Map.of("body", "Too late")).text("code"))
        .isEqualTo("not_waiting");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void waitsForTheMorningWhereTheRecipientIs() {
    var alice = stage.person("+14155550124");
    var day = tomorrow().substring(0, 10);

    var held = stage.api.send(message(alice, "Good morning", "send_at_local", day + "T09:00"));

    assertThat(held.text("status")).isEqualTo("held");
    assertThat(Instant.parse(held.text("held_until")))
        .isBetween(Instant.parse(day + "T16:00:00Z"), Instant.parse(day + "T17:00:00Z"));

    stage.pass(Duration.ofDays(2));
    alice.expectsSms("Good morning");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void isCalledBack() {
    var alice = stage.person("+14155550125");
    var held = stage.api.send(message(alice, "Your table is ready", "send_at", tomorrow()));
    var path = "/v1/messages/" + held.text("id");

    assertThat(stage.api.post(path + "/cancel", Map.of()).text("status")).isEqualTo("canceled");

    assertThat(stage.api.patch(path, Map.of("send_at", "2020-01-01T00:00:00Z")).status())
        .isEqualTo(409);
    assertThat(stage.api.statusesOf(held.text("id"))).containsExactly("accepted", "canceled");
    stage.nobodyGotAnythingElse();
  }

  private static Map<String, String> message(Person to, String body, String field, String value) {
    return Map.of("to", to.number(), "body", body, field, value);
  }

  private String tomorrow() {
    return stage
        .emulator
        .clock()
        .now()
        .truncatedTo(ChronoUnit.DAYS)
        .plus(Duration.ofHours(44))
        .toString();
  }
}
