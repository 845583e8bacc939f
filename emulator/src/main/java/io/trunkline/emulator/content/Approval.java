// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import io.trunkline.emulator.evidence.Seen;
import java.util.Locale;

/**
 * WhatsApp's opinion of a template.
 *
 * @param name what WhatsApp calls it
 * @param category {@code UTILITY}, {@code MARKETING} or {@code AUTHENTICATION}
 * @param rejectionReason empty unless it is rejected
 */
public record Approval(
    String name, String category, String contentType, Status status, String rejectionReason) {
  /** How far WhatsApp has come. */
  @Seen(
      what = "An approval is received, then pending, then approved or rejected; later paused.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "content/content-types-overview")
  public enum Status {
    RECEIVED,
    PENDING,
    APPROVED,
    REJECTED,
    PAUSED,
    DISABLED;

    /** Twilio's name. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Approval with(Status next, String reason) {
    return new Approval(name, category, contentType, next, reason);
  }
}
