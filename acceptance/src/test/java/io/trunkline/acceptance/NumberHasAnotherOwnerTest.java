// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has agreed may have given up the number: who has it now has agreed to nothing. */
class NumberHasAnotherOwnerTest extends Story {

  @Test
  void andGetsNothingUntilTheyAgree() {
    var alice = stage.person("+14155550131");
    agree(alice);
    assertThat(check(alice)).isEqualTo("same");
    assertThat(advertise(alice).status()).isEqualTo(202);
    alice.expectsSms("Half price");

    stage.emulator.handset(alice.number()).outOfService();
    assertThat(check(alice)).isEqualTo("reassigned");

    var refused = advertise(alice);
    assertThat(refused.text("code")).isEqualTo("recipient_opted_out");
    assertThat(refused.text("detail")).contains("Whoever has the number now has to agree");
    assertThat(kinds(alice)).containsExactly("granted", "confirmed", "revoked");
    var marketing =
        stage.api.get("/v1/consents/" + alice.number()).json().at("/scopes/0/purposes/marketing");
    assertThat(marketing.path("level").asString()).isEqualTo("none");
    assertThat(marketing.at("/against/0/way_back").asString())
        .isEqualTo("Whoever has the number now has to agree");

    agree(alice);
    assertThat(advertise(alice).status()).isEqualTo(202);
    assertThat(stage.api.get("/v1/consents/verification").json().path("length").intValue())
        .isEqualTo(4);
    stage.nobodyGotAnythingElse();
  }

  private void agree(Person person) {
    var recorded =
        stage.api.post(
            "/v1/consents",
            Map.of(
                "recipient", person.number(),
                "kind", "granted",
                "level", "written",
                "purposes", List.of("marketing"),
                "source", "web",
                "text", "I agree to get offers by text"));
    assertThat(recorded.status()).as("%s", recorded.json()).isEqualTo(201);
  }

  private String check(Person person) {
    var checked =
        stage.api.post("/v1/consents/number-checks", Map.of("recipient", person.number()));
    return checked.text("outcome");
  }

  private List<String> kinds(Person person) {
    return stage
        .api
        .get("/v1/consents/" + person.number() + "/events")
        .json()
        .path("data")
        .findValuesAsString("kind");
  }

  private Api.Answer advertise(Person person) {
    return stage.api.send(Map.of("to", person.number(), "body", "Acme: Half price"));
  }
}
