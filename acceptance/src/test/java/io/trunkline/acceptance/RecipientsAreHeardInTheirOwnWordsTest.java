// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipientsAreHeardInTheirOwnWordsTest extends Story {

  private static final String FLAGS = "/v1/consents/flags";

  @Test
  void endsMarketingInSpanishAndNothingElse() {
    stage.sendAlsoTo("ES");
    var alice = stage.person("+34612345678");

    advertise(alice, "Rebajas");
    alice
        .expectsSms("Rebajas")
        .replies("Baja por favor")
        .expectsSms("no le enviaremos publicidad. Responda START");

    var refused = advertise(alice, "Más rebajas");
    assertThat(refused.text("code")).isEqualTo("recipient_opted_out");
    assertThat(refused.text("detail")).contains("texting START to");
    stage.api.send(alice.number(), "Su pedido");
    alice.expectsSms("Su pedido");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void leavesADoubtToAPerson() {
    var alice = stage.person("+14155550124");
    stage.api.send(alice.number(), "Your order is on its way");
    alice.expectsSms("on its way").replies("cancel my order");
    await().until(() -> !stage.api.get(FLAGS).json().get("data").isEmpty());

    assertThat(advertise(alice, "Sale").text("code")).isEqualTo("recipient_opted_out");
    var flag = stage.api.get(FLAGS).json().get("data").get(0);
    assertThat(flag.get("recipient").stringValue()).isEqualTo(alice.number());
    var cleared =
        stage.api.post(
            FLAGS + "/" + flag.get("id").stringValue() + "/resolve",
            Map.of("decision", "clear", "reason", "An order, cancelled"));

    assertThat(cleared.text("decision")).isEqualTo("clear");
    assertThat(advertise(alice, "Sale").status()).isEqualTo(202);
    alice.expectsSms("Sale");
    stage.nobodyGotAnythingElse();
  }

  private Api.Answer advertise(Person person, String body) {
    return stage.api.send(Map.of("to", person.number(), "body", body, "purpose", "marketing"));
  }
}
