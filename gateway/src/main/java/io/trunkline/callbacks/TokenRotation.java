// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Instant;
import java.util.Objects;

/** How far the rotation of an auth token is, as callbacks show it. */
enum TokenRotation {
  NOTHING_SIGNED,
  PRIMARY_SIGNS,
  SECONDARY_SIGNS;

  static TokenRotation of(TokenUse primary, TokenUse secondary) {
    var byPrimary = Objects.requireNonNullElse(primary.lastSignedAt(), Instant.MIN);
    var bySecondary = Objects.requireNonNullElse(secondary.lastSignedAt(), Instant.MIN);
    if (byPrimary.equals(bySecondary) && byPrimary.equals(Instant.MIN)) {
      return NOTHING_SIGNED;
    }
    return bySecondary.isAfter(byPrimary) ? SECONDARY_SIGNS : PRIMARY_SIGNS;
  }

  String sentence(TokenUse primary, TokenUse secondary) {
    return switch (this) {
      case NOTHING_SIGNED ->
          "Two auth tokens are valid, and no callback has shown which of them Twilio signs with";
      case PRIMARY_SIGNS ->
          "Twilio signs with the primary auth token %s (last at %s); the secondary one %s %s: forget it once the rotation is over"
              .formatted(
                  primary.fingerprint(),
                  primary.lastSignedAt(),
                  secondary.fingerprint(),
                  secondary.lastSignedAt() == null
                      ? "has signed nothing"
                      : "last signed at " + secondary.lastSignedAt());
      case SECONDARY_SIGNS ->
          "Twilio signs with the secondary auth token %s (last at %s), not with the primary one %s: if the secondary is the old one, promote the new one at Twilio; if it is the new one, promote it here"
              .formatted(secondary.fingerprint(), secondary.lastSignedAt(), primary.fingerprint());
    };
  }
}
