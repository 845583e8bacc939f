// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.Locale;

/** What WhatsApp thinks of a content. */
public enum ApprovalStatus {
  /** Nobody has asked. */
  UNSUBMITTED,
  RECEIVED,
  PENDING,
  APPROVED,
  REJECTED,
  /** Approved once, and stopped for a time because of what recipients say of it. */
  PAUSED,
  /** Approved once, and stopped for good. */
  DISABLED,
  /** Twilio has no such content, or no longer. */
  MISSING,
  /** A word of Twilio's that this program does not know. */
  UNKNOWN;

  static ApprovalStatus ofTwilio(String word) {
    for (var status : values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
