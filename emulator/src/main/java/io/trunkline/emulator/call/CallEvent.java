// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.evidence.Seen;
import java.util.Locale;
import java.util.Optional;

/** What a status callback of a call can be asked for. */
@Seen(
    what = "Each end of a call is the event completed; a call canceled in its queue has none.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "voice/api/call-resource")
public enum CallEvent {
  INITIATED,
  RINGING,
  ANSWERED,
  COMPLETED;

  /** Twilio's name. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What has just happened to the call; empty if nobody is told of it. */
  public static Optional<CallEvent> of(EmulatedCall.State state) {
    return switch (state.status()) {
      case QUEUED -> Optional.empty();
      case INITIATED -> Optional.of(INITIATED);
      case RINGING -> Optional.of(RINGING);
      case IN_PROGRESS -> Optional.of(ANSWERED);
      case COMPLETED, BUSY, NO_ANSWER, FAILED -> Optional.of(COMPLETED);
      case CANCELED -> state.dialed() == null ? Optional.empty() : Optional.of(COMPLETED);
    };
  }
}
