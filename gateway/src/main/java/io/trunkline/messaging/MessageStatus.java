// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a message is in its life. What Twilio reports moves it forward only: {@link #after}. The
 * moves of our own before that are drawn in {@code docs/state-machines.md}.
 */
public enum MessageStatus {
  /** Stored and waiting for its turn. */
  ACCEPTED(0),
  /** Stored and kept until a time, or until a person decides. */
  HELD(0),
  /** Being handed over at this moment, or its node has died doing so. */
  DISPATCHING(1),
  /** Handed over with an outcome that nobody knows yet. Not sent again while so. */
  UNCONFIRMED(2),
  /** Twilio has it. */
  QUEUED(3),
  /** Twilio is passing it to a carrier. */
  SENDING(4),
  /** A carrier has it; final where the carrier gives no receipt. */
  SENT(5),
  /** The handset has it. */
  DELIVERED(6),
  /** The carrier did not get it to the handset. Final. */
  UNDELIVERED(6),
  /** Twilio did not take it, or could not send it. Final. */
  FAILED(6),
  /** We did not hand it over, because its recipient has opted out since. Final. */
  REFUSED(6),
  /** Its sender called it back before it was handed over. Final. */
  CANCELED(6),
  /** It was not worth sending any more when its turn came, or lay at Twilio for too long. Final. */
  EXPIRED(6),
  /** The recipient has seen it. Final. */
  READ(7),
  /** An inbound text. Final. */
  RECEIVED(6);

  private final int rank;

  MessageStatus(int rank) {
    this.rank = rank;
  }

  /** The status in {@code snake_case}, as stored and shown. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MessageStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing but a {@code read} can follow. */
  public boolean isFinal() {
    return rank >= DELIVERED.rank;
  }

  /** Whether Twilio is known to have it, or to have had it. */
  public boolean isWithTwilio() {
    return this == QUEUED || this == SENDING || this == SENT;
  }

  /** Whether a message in this status is, or has been, in the other. */
  boolean hasPassed(MessageStatus other) {
    return this == other || (other.rank < rank && (!other.isFinal() || other == DELIVERED));
  }

  /** The order in a life of what Twilio reports, which may be told in another. */
  int rank() {
    return rank;
  }

  /**
   * The status after Twilio has reported another: the greater rank, except that of final ones the
   * first holds, and only what was delivered can be read.
   */
  MessageStatus after(MessageStatus reported) {
    if (isFinal()) {
      return this == DELIVERED && reported == READ ? READ : this;
    }
    return reported.rank > rank ? reported : this;
  }

  /**
   * Our name for a status of Twilio's, of a message or of a call; empty for one that says nothing
   * about what we send. A call has arrived when somebody has answered it and it is over.
   */
  public static Optional<MessageStatus> ofTwilio(String twilioStatus) {
    return switch (twilioStatus) {
      case "accepted", "queued", "scheduled" -> Optional.of(QUEUED);
      case "sending", "initiated", "ringing" -> Optional.of(SENDING);
      case "sent", "in-progress" -> Optional.of(SENT);
      case "delivered", "completed" -> Optional.of(DELIVERED);
      case "undelivered", "busy", "no-answer", "canceled" -> Optional.of(UNDELIVERED);
      case "failed" -> Optional.of(FAILED);
      case "read" -> Optional.of(READ);
      default -> Optional.empty();
    };
  }
}
