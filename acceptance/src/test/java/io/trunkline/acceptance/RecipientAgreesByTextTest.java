// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the account demands a consent on record, a question by text and its YES are one. */
class RecipientAgreesByTextTest extends Story {

  private static final String QUESTION = "Chez Paul: offers by text, 4 a month? Reply YES to agree";
  private static final String WELCOME = "Chez Paul: you get offers. HELP for help, STOP to end";

  RecipientAgreesByTextTest() {
    super("--trunkline.policy.consent-required=block");
  }

  @Test
  void andGetsOffersFromThenOn() {
    var alice = stage.person("+14155550111");
    assertThat(advertise(alice).text("code")).isEqualTo("consent_lacking");

    var asked = ask(alice, "PT1H");
    alice.expectsSms(QUESTION).replies("YES").expectsSms(WELCOME);

    await().until(() -> stateOf(asked).equals("granted"));
    assertThat(advertise(alice).status()).isEqualTo(202);
    alice.expectsSms("Half price");
    var grant = events(alice).json().at("/data/0");
    assertThat(grant.path("source").asString()).isEqualTo("double_opt_in");
    assertThat(grant.path("message_sids")).hasSize(2);
    var evidence = stage.api.get("/v1/consents/" + alice.number() + "/evidence").json();
    assertThat(evidence.at("/texts/0/text").asString()).isEqualTo(QUESTION);
    stage.nobodyGotAnythingElse();
  }

  @Test
  void orNotAndIsLeftAlone() {
    var bob = stage.person("+14155550112");

    var asked = ask(bob, "PT1H");
    bob.expectsSms(QUESTION).replies("No");

    await().until(() -> stateOf(asked).equals("declined"));
    assertThat(advertise(bob).text("code")).isEqualTo("consent_lacking");
    assertThat(events(bob).json().path("data")).isEmpty();
    stage.nobodyGotAnythingElse();
  }

  @Test
  void andIsNotTakenAtAWordThatComesTooLate() {
    var carol = stage.person("+14155550113");
    var asked = ask(carol, "PT10M");
    carol.expectsSms(QUESTION);

    stage.pass(Duration.ofMinutes(11));
    carol.replies("YES");

    assertThat(stateOf(asked)).isEqualTo("expired");
    stage.api.send(carol.number(), "Your table is ready");
    carol.expectsSms("Your table is ready");
    assertThat(advertise(carol).text("code")).isEqualTo("consent_lacking");
    stage.nobodyGotAnythingElse();
  }

  private String ask(Person person, String validFor) {
    var asked =
        stage.api.post(
            "/v1/opt-ins",
            Map.of(
                "recipient",
                person.number(),
                "purposes",
                List.of("marketing"),
                "level",
                "written",
                "text",
                QUESTION,
                "confirmation",
                WELCOME,
                "valid_for",
                validFor));
    assertThat(asked.status()).as("%s", asked.json()).isEqualTo(202);
    return asked.text("id");
  }

  private String stateOf(String question) {
    return stage.api.get("/v1/opt-ins/" + question).text("state");
  }

  private Api.Answer events(Person person) {
    return stage.api.get("/v1/consents/" + person.number() + "/events");
  }

  private Api.Answer advertise(Person person) {
    return stage.api.send(
        Map.of("to", person.number(), "body", "Chez Paul: Half price. STOP to end"));
  }
}
