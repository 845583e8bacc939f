// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.messaging.TimelineEntry.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifeOrderTest {

  /** Two of them mean the same to us, and came one after the other all the same. */
  @Test
  void isThatOfACallHoweverItWasTold() {
    assertIsInOrder(
        Stream.of("queued", "initiated", "ringing", "in-progress", "completed")
            .map(word -> told(Source.CALLBACK, word))
            .toList());
  }

  @Test
  void isThatOfATextHoweverItWasTold() {
    assertIsInOrder(
        Stream.concat(
                Stream.of(told(Source.HANDOVER, "queued")),
                Stream.of("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read")
                    .map(word -> told(Source.CALLBACK, word)))
            .toList());
  }

  @Test
  void leavesWhatTwilioHasNotToldWhereItIs() {
    var noted = new TimelineEntry(Instant.EPOCH, Source.PERSON, null, null, null, "noted");
    var sent = told(Source.CALLBACK, "sent");
    var delivered = told(Source.CALLBACK, "delivered");

    assertThat(LifeOrder.of(List.of(delivered, noted, sent)))
        .containsExactly(sent, noted, delivered);
  }

  private static void assertIsInOrder(List<TimelineEntry> life) {
    var dice = new Random(7);
    for (int i = 0; i < 100; i++) {
      var told = new ArrayList<>(life);
      Collections.shuffle(told, dice);
      assertThat(LifeOrder.of(told)).isEqualTo(life);
    }
  }

  private static TimelineEntry told(Source source, String word) {
    return new TimelineEntry(
        Instant.EPOCH, source, MessageStatus.ofTwilio(word).orElseThrow(), word, null, "told");
  }
}
