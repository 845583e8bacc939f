// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.twilio.ApprovalStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What WhatsApp thinks of a linked content, as Twilio told it last.
 *
 * @param category what WhatsApp takes it for; null if it is not known
 * @param rejectionReason null unless WhatsApp gives one
 * @param checkedAt when Twilio was asked last
 * @param changedAt since when it has had this status, as far as we have seen
 */
public record Approval(
    String contentSid,
    ApprovalStatus status,
    @Nullable String category,
    @Nullable String rejectionReason,
    Instant checkedAt,
    Instant changedAt) {}
