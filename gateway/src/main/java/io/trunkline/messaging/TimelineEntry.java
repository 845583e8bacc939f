// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a message.
 *
 * @param status the status it was in since; null if this says nothing of that, or contradicts what
 *     was known before
 * @param twilioStatus Twilio's word, if it said one
 * @param detail a sentence for a person; no body, no number
 */
public record TimelineEntry(
    Instant at,
    Source source,
    @Nullable MessageStatus status,
    @Nullable String twilioStatus,
    @Nullable Integer errorCode,
    String detail) {

  /** Where we know it from. */
  public enum Source {
    /** A request of yours. */
    REQUEST,
    /** Our handing it over, and Twilio's answer. */
    HANDOVER,
    /** A callback of Twilio's. */
    CALLBACK,
    /** Our search in Twilio's records. */
    SEARCH,
    /** The recipient's wish. */
    CONSENT,
    /** An inbound text. */
    INBOUND,
    /** The clock: a time has come, or has passed. */
    TIME,
    /** An operator's decision. */
    PERSON
  }
}
