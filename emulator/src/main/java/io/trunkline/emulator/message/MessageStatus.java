// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.evidence.Seen;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a message stands. It only moves forward, along the moves of one table. */
@Seen(
    what = "A message only moves forward, and only along these moves.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/guides/outbound-message-status")
public enum MessageStatus {
  /** A Messaging Service has it and will choose a sender. */
  ACCEPTED,
  /** It waits for its time. */
  SCHEDULED,
  /** It was called off before its time. */
  CANCELED,
  QUEUED,
  SENDING,
  SENT,
  DELIVERED,
  UNDELIVERED,
  FAILED,
  /** The person has seen it; only channels that tell. */
  READ,
  /** It came from a person. */
  RECEIVED;

  private static final Map<MessageStatus, Set<MessageStatus>> MOVES =
      new EnumMap<>(
          Map.of(
              ACCEPTED, EnumSet.of(QUEUED, FAILED),
              SCHEDULED, EnumSet.of(QUEUED, CANCELED, FAILED),
              QUEUED, EnumSet.of(SENDING, FAILED),
              SENDING, EnumSet.of(SENT, FAILED),
              SENT, EnumSet.of(DELIVERED, UNDELIVERED),
              DELIVERED, EnumSet.of(READ)));

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** Twilio's name. */
  public String wire() {
    return wire;
  }

  /** Whether the outcome is known; a delivered message may still be read. */
  public boolean isFinal() {
    return this == DELIVERED || moves().isEmpty();
  }

  /** Whether a message in this status has left for the carrier. */
  public boolean hasLeft() {
    return switch (this) {
      case SENT, DELIVERED, UNDELIVERED, READ, RECEIVED -> true;
      case ACCEPTED, SCHEDULED, CANCELED, QUEUED, SENDING, FAILED -> false;
    };
  }

  boolean mayBecome(MessageStatus next) {
    return moves().contains(next);
  }

  private Set<MessageStatus> moves() {
    return MOVES.getOrDefault(this, Set.of());
  }
}
