// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.evidence.Seen;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a call stands. It only moves forward, along the moves of one table. */
@Seen(
    what = "A call only moves forward: it is queued, dialed, rings, is answered and ends.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "voice/api/call-resource")
public enum CallStatus {
  /** It waits for its turn to be dialed. */
  QUEUED,
  /** It was dialed. */
  INITIATED,
  RINGING,
  /** Somebody answered. */
  IN_PROGRESS,
  /** It was answered, and is over. */
  COMPLETED,
  BUSY,
  NO_ANSWER,
  FAILED,
  /** It was called off before anybody answered. */
  CANCELED;

  private static final Map<CallStatus, Set<CallStatus>> MOVES =
      new EnumMap<>(
          Map.of(
              QUEUED, EnumSet.of(INITIATED, FAILED, CANCELED),
              INITIATED, EnumSet.of(RINGING, FAILED, CANCELED),
              RINGING, EnumSet.of(IN_PROGRESS, BUSY, NO_ANSWER, FAILED, CANCELED),
              IN_PROGRESS, EnumSet.of(COMPLETED)));

  private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Twilio's name, as callbacks tell it. */
  public String wire() {
    return wire;
  }

  /** Twilio's name, as the Call resource has it. */
  @Seen(
      what = "Only callbacks know the status initiated; to the Call resource it is queued.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_api_v2010")
  public String shown() {
    return this == INITIATED ? QUEUED.wire : wire;
  }

  public boolean isFinal() {
    return moves().isEmpty();
  }

  boolean mayBecome(CallStatus next) {
    return moves().contains(next);
  }

  private Set<CallStatus> moves() {
    return MOVES.getOrDefault(this, Set.of());
  }
}
