// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Not one callback comes; still every message ends as it did, and its price is known. */
class LostCallbacksAreMadeUpForTest extends Story {

  @Test
  void byReadingTwiliosRecords() {
    stage.emulator.faults(1, FaultRule.of(FaultKind.CALLBACK_LOST));
    stage.emulator.handset(number(0)).fate(Fate.undelivered(30003));

    var sent =
        IntStream.range(0, 30)
            .mapToObj(n -> stage.api.send(number(n), "Text " + n).text("id"))
            .toList();

    await().until(() -> stage.emulator.ledger().counts().size() == 30);
    stage.passUntil(() -> sent.stream().noneMatch(id -> price(id).isEmpty()));
    assertThat(stage.api.statusOf(sent.getFirst())).isEqualTo("undelivered");
    assertThat(sent.subList(1, 30))
        .allSatisfy(id -> assertThat(stage.api.statusOf(id)).isEqualTo("delivered"));
    assertThat(stage.emulator.ledger().counts().values()).hasSize(30).containsOnly(1);
  }

  private String price(String id) {
    return stage.api.get("/v1/messages/" + id).text("price");
  }

  private static String number(int n) {
    return "+1415555%04d".formatted(4000 + n);
  }
}
