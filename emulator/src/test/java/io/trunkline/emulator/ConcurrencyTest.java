// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.message.Ledger;
import java.util.HashSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int MESSAGES = 600;

  @Test
  void losesAndRepeatsNothingWhenManySendAtOnce() {
    try (var emulator = TwilioEmulator.start();
        var receiver = new CallbackReceiver()) {
      var client = RawClient.live(emulator);
      var sids = new ConcurrentLinkedQueue<String>();
      try (var threads = Executors.newFixedThreadPool(32)) {
        for (int i = 0; i < MESSAGES; i++) {
          var to = "+1415555" + (1000 + i % 20);
          var body = "Message " + i;
          threads.submit(
              () ->
                  sids.add(
                      client
                          .send(
                              "To",
                              to,
                              "From",
                              OURS,
                              "Body",
                              body,
                              "StatusCallback",
                              receiver.url("/status"))
                          .text("sid")));
        }
      }

      assertThat(new HashSet<>(sids)).hasSize(MESSAGES).doesNotContain("");
      assertThat(emulator.ledger().entries())
          .extracting(Ledger.Entry::sid)
          .containsExactlyInAnyOrderElementsOf(sids);
      assertThat(emulator.ledger().counts().values()).hasSize(MESSAGES).containsOnly(1);
      await().untilAsserted(() -> assertThat(emulator.callbacks()).hasSize(3 * MESSAGES));
      assertThat(emulator.callbacks()).allMatch(callback -> callback.answer().isSuccess());
      assertThat(
              IntStream.range(0, 20)
                  .map(i -> emulator.handset("+1415555" + (1000 + i)).messages().size())
                  .sum())
          .isEqualTo(MESSAGES);
      for (var sid : sids) {
        assertThat(receiver.statuses(sid)).containsExactly("sending", "sent", "delivered");
      }
    }
  }
}
