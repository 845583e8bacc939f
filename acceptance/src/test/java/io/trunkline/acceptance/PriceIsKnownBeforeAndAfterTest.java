// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a text will cost is said when it is accepted; what it has cost, once Twilio says so. */
class PriceIsKnownBeforeAndAfterTest extends Story {

  @Test
  void andBothAreKept() {
    // Twilio's prices are asked for when the first message goes there, which does not wait for
    // them.
    var accepted =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> stage.api.send("+14155555001", "How much?"),
                answer -> !answer.text("estimated_price").isEmpty());
    var id = accepted.text("id");

    await().until(() -> stage.api.statusOf(id).equals("delivered"));
    stage.passUntil(() -> !stage.api.get("/v1/messages/" + id).text("price").isEmpty());

    var message = stage.api.get("/v1/messages/" + id);
    assertThat(new BigDecimal(message.text("price"))).isPositive();
    assertThat(message.text("currency")).isEqualTo("USD");
    assertThat(message.text("status")).isEqualTo("delivered");
    assertThat(message.text("estimated_price"))
        .isEqualTo(accepted.text("estimated_price"))
        .isNotEqualTo("0");
    assertThat(message.text("estimated_currency")).isEqualTo("USD");
  }
}
