// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import java.time.Instant;
import java.util.Locale;

/**
 * What the person at the phone has heard.
 *
 * @param at when it began
 * @param words what was said, or the URL of what was played
 */
public record Utterance(Instant at, Kind kind, String words) {
  /** How it sounded. */
  public enum Kind {
    SAID,
    PLAYED;

    /** The name on the control surface. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
