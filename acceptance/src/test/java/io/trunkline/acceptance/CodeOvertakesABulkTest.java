// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeOvertakesABulkTest extends Story {

  private static final int BULK = 300;

  @BeforeAll
  void prepare() {
    stage.api.put("/v1/paces/account", Map.of("pace_per_second", 20));
  }

  @Test
  void whichGoesOnMeanwhile() {
    IntStream.range(0, BULK).parallel().forEach(n -> send(recipient(n), "Sale", "marketing"));
    await().until(() -> sales() > 0);

    send("+14155550123", "Your code is 1234", "otp");
    stage.emulator.handset("+14155550123").expectsText("Your code");
    assertThat(sales()).as("of the bulk before the code").isLessThan(BULK / 2);

    var before = sales();
    IntStream.range(0, 60).parallel().forEach(n -> send(recipient(n), "Code " + n, "otp"));
    await().atMost(Duration.ofSeconds(30)).until(() -> taken("Code ") == 60);
    assertThat(sales()).as("of the bulk").isGreaterThan(before).isLessThan(BULK);
  }

  private long sales() {
    return taken("Sale");
  }

  private long taken(String text) {
    return stage.emulator.ledger().entries().stream()
        .filter(entry -> entry.body().startsWith(text))
        .count();
  }

  private void send(String to, String body, String purpose) {
    var sent = stage.api.send(Map.of("to", to, "body", body, "purpose", purpose));
    assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
  }

  /** No two of them neighbours, who get so many codes only. */
  private static String recipient(int n) {
    return "+1415%03d2000".formatted(200 + n);
  }
}
