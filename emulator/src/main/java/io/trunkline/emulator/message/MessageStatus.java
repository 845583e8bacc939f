// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.evidence.Seen;
import java.util.Locale;

/** Where a message stands. It only moves forward. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "messaging/api/message-resource")
public enum MessageStatus {
  QUEUED(1),
  SENDING(2),
  SENT(3),
  DELIVERED(4),
  UNDELIVERED(4),
  FAILED(4),
  RECEIVED(4);

  private final int rank;
  private final String wire;

  MessageStatus(int rank) {
    this.rank = rank;
    this.wire = name().toLowerCase(Locale.ROOT);
  }

  /** Twilio's name. */
  public String wire() {
    return wire;
  }

  /** Whether the outcome is known and nothing more will happen. */
  public boolean isFinal() {
    return rank == 4;
  }

  /** Whether a message in this status has left for the carrier. */
  boolean hasLeft() {
    return rank >= SENT.rank && this != FAILED;
  }

  boolean mayBecome(MessageStatus next) {
    return next.rank > rank && !(this == SENT && next == FAILED);
  }
}
