// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import org.jspecify.annotations.Nullable;

/**
 * How the approval of a content stands.
 *
 * @param category what WhatsApp takes it for, which may differ from what was asked; null as long as
 *     nobody has asked
 * @param rejectionReason null unless WhatsApp gives one
 */
public record ContentApproval(
    ApprovalStatus status, @Nullable String category, @Nullable String rejectionReason) {

  static final ContentApproval MISSING = new ContentApproval(ApprovalStatus.MISSING, null, null);

  /** Twilio says what it has not got as an empty text. */
  static ContentApproval of(
      @Nullable String status, @Nullable String category, @Nullable String rejectionReason) {
    return new ContentApproval(
        ApprovalStatus.ofTwilio(String.valueOf(status)),
        nullIfEmpty(category),
        nullIfEmpty(rejectionReason));
  }

  private static @Nullable String nullIfEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
