// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import static io.trunkline.emulator.message.MessageStatus.ACCEPTED;
import static io.trunkline.emulator.message.MessageStatus.CANCELED;
import static io.trunkline.emulator.message.MessageStatus.DELIVERED;
import static io.trunkline.emulator.message.MessageStatus.FAILED;
import static io.trunkline.emulator.message.MessageStatus.QUEUED;
import static io.trunkline.emulator.message.MessageStatus.READ;
import static io.trunkline.emulator.message.MessageStatus.SCHEDULED;
import static io.trunkline.emulator.message.MessageStatus.SENDING;
import static io.trunkline.emulator.message.MessageStatus.SENT;
import static io.trunkline.emulator.message.MessageStatus.UNDELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStatusTest {
  private static final Map<MessageStatus, Set<MessageStatus>> LEGAL =
      Map.of(
          ACCEPTED, Set.of(QUEUED, FAILED),
          SCHEDULED, Set.of(QUEUED, CANCELED, FAILED),
          QUEUED, Set.of(SENDING, FAILED),
          SENDING, Set.of(SENT, FAILED),
          SENT, Set.of(DELIVERED, UNDELIVERED),
          DELIVERED, Set.of(READ));

  @ParameterizedTest
  @EnumSource
  void movesOnlyAlongTheTable(MessageStatus status) {
    var reached = EnumSet.noneOf(MessageStatus.class);
    for (var next : MessageStatus.values()) {
      if (status.mayBecome(next)) {
        reached.add(next);
      }
    }

    assertThat(reached).isEqualTo(LEGAL.getOrDefault(status, Set.of()));
  }

  @Test
  void knowsTheOutcomeFromDeliveryOn() {
    assertThat(MessageStatus.values())
        .filteredOn(MessageStatus::isFinal)
        .containsExactlyInAnyOrder(
            CANCELED, DELIVERED, UNDELIVERED, FAILED, READ, MessageStatus.RECEIVED);
  }
}
