// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipientHearsFromTheSameNumberTest extends Story {

  private static final String SAN_FRANCISCO = "+14155550101";
  private static final String NEW_YORK = "+12125550101";
  private static final String VANCOUVER = "+16045550101";

  @Test
  void ofTheCountryAndTheAreaAndAlsoAfterARestart() {
    List.of(SAN_FRANCISCO, NEW_YORK, VANCOUVER).forEach(stage::rent);
    stage.pool("shop", SAN_FRANCISCO, NEW_YORK, VANCOUVER);

    assertThat(senderTo("+14155550123")).isEqualTo(SAN_FRANCISCO);
    assertThat(senderTo("+12125550123")).isEqualTo(NEW_YORK);
    assertThat(senderTo("+16045550123")).isEqualTo(VANCOUVER);
    assertThat(senderTo("+14165550123")).as("Toronto").isEqualTo(VANCOUVER);
    var first = senderTo("+13125550123");
    assertThat(first).as("Chicago").isIn(SAN_FRANCISCO, NEW_YORK);
    for (int text = 0; text < 4; text++) {
      assertThat(senderTo("+13125550123")).isEqualTo(first);
    }

    beginAgain();
    List.of(SAN_FRANCISCO, NEW_YORK, VANCOUVER).forEach(stage::rent);

    assertThat(senderTo("+13125550123")).isEqualTo(first);
  }

  @Test
  void orFromANameWhereNamesAreShown() {
    stage.register("Bakery");
    stage.sendAlsoTo("GB");

    assertThat(stage.api.send(from("Bakery", "+447700900123")).status()).isEqualTo(202);
    assertThat(stage.emulator.handset("+447700900123").expectsText("Bread").from())
        .isEqualTo("Bakery");
    var refused = stage.api.send(from("Bakery", "+14155550123"));
    assertThat(refused.text("code")).isEqualTo("no_suitable_sender");
    assertThat(refused.text("detail")).contains("is a name, which no carrier in US takes");
  }

  @Test
  void thatItsMessagingServiceChooses() {
    var service = stage.messagingService(Stage.OUR_NUMBER);
    stage.register(service);

    var id = stage.api.send(from(service, "+14155550123")).text("id");

    assertThat(stage.emulator.handset("+14155550123").expectsText("Bread").from())
        .isEqualTo(Stage.OUR_NUMBER);
    await().until(() -> stage.api.statusOf(id).equals("delivered"));
    var message = stage.api.get("/v1/messages/" + id);
    assertThat(message.text("from")).isEqualTo(service);
    assertThat(message.text("sent_from")).isEqualTo(Stage.OUR_NUMBER);
  }

  private String senderTo(String number) {
    var sent = stage.api.send(from("shop", number));
    assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
    return stage.emulator.handset(number).expectsText("Bread").from();
  }

  private static Map<String, String> from(String sender, String to) {
    return Map.of("to", to, "body", "Bread", "purpose", "transactional", "sender", sender);
  }
}
