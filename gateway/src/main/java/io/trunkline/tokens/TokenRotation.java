// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import java.time.Instant;
import java.util.Objects;

/** Two auth tokens that are valid at once, and which of them Twilio signs with. */
record TokenRotation(TokenUse primary, TokenUse secondary) {

  /** How far it is, as callbacks have shown it, and what is to be done. */
  String sentence() {
    if (primary.lastSignedAt() == null && secondary.lastSignedAt() == null) {
      return "Two auth tokens are valid, and no callback has shown which of them Twilio signs with";
    }
    return lastSigned(secondary).isAfter(lastSigned(primary)) ? secondarySigns() : primarySigns();
  }

  private static Instant lastSigned(TokenUse token) {
    return Objects.requireNonNullElse(token.lastSignedAt(), Instant.MIN);
  }

  private String primarySigns() {
    return "Twilio signs with the primary auth token %s (last at %s); the secondary one %s %s: forget it once the rotation is over"
        .formatted(
            primary.fingerprint(),
            primary.lastSignedAt(),
            secondary.fingerprint(),
            secondary.lastSignedAt() == null
                ? "has signed nothing"
                : "last signed at " + secondary.lastSignedAt());
  }

  private String secondarySigns() {
    return "Twilio signs with the secondary auth token %s (last at %s), not with the primary one %s: if the secondary is the old one, promote the new one at Twilio; if it is the new one, promote it here"
        .formatted(secondary.fingerprint(), secondary.lastSignedAt(), primary.fingerprint());
  }
}
