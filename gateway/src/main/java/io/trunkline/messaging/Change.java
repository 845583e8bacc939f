// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.TimelineEntry.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something learned of an outbound message, or decided about it. What follows depends on where the
 * message is when its row is locked: {@link Transition}.
 */
public sealed interface Change {

  MessageId message();

  /** Where we know it from. */
  Source source();

  /** A sentence for the timeline; no body, no number. */
  String detail();

  /**
   * Twilio's word, by an answer, a callback, a search or its records. Moves the message forward by
   * rank, or not at all.
   *
   * @param message the message it was said of; if another message has this SID, it is about that
   *     one
   * @param said what Twilio said
   * @param onlyAttempt only if this is still the latest attempt; null if that does not matter
   */
  record Reported(
      AccountId account,
      MessageId message,
      Source source,
      Said said,
      @Nullable Integer onlyAttempt,
      String detail)
      implements Change {}

  /**
   * What Twilio says of a message; what is null was not said.
   *
   * @param sid Twilio's SID of it; null if Twilio never made it
   * @param status where it is now, in our words; null if Twilio's word says nothing to us
   * @param twilioStatus Twilio's word
   * @param errorCode why it failed
   * @param from the sender, where a Messaging Service has chosen it
   * @param price what it has cost, positive, in {@code currency}
   */
  record Said(
      @Nullable String sid,
      @Nullable MessageStatus status,
      @Nullable String twilioStatus,
      @Nullable Integer errorCode,
      @Nullable String from,
      @Nullable BigDecimal price,
      @Nullable String currency) {

    static Said status(MessageStatus status, @Nullable Integer errorCode) {
      return new Said(null, status, null, errorCode, null, null, null);
    }
  }

  /**
   * A move of our own. Made only from one of these statuses and, if an attempt is named, only while
   * that is the latest; else nothing happens and nothing is written.
   *
   * @param dueAt when its turn may come; kept as it is if null
   * @param settleAt when Twilio is to be asked about it; kept as it is if null
   */
  record Moved(
      MessageId message,
      Source source,
      Set<MessageStatus> from,
      MessageStatus to,
      @Nullable Integer attempt,
      @Nullable Instant dueAt,
      @Nullable Instant settleAt,
      @Nullable HeldBecause heldBecause,
      @Nullable Integer errorCode,
      String detail)
      implements Change {

    private static final Set<MessageStatus> UNDER_WAY =
        EnumSet.of(MessageStatus.DISPATCHING, MessageStatus.UNCONFIRMED);

    private static final Set<MessageStatus> WAITING =
        EnumSet.of(MessageStatus.ACCEPTED, MessageStatus.HELD);

    public Moved {
      from = Set.copyOf(from);
    }

    /** This attempt was certainly not taken: back into the queue. */
    public static Moved givenBack(Handover handover, Source source, Instant dueAt, String detail) {
      return new Moved(
          handover.id(),
          source,
          UNDER_WAY,
          MessageStatus.ACCEPTED,
          handover.attempts(),
          dueAt,
          null,
          null,
          null,
          detail);
    }

    /** Perhaps this attempt was taken. */
    public static Moved doubted(Handover handover, Instant settleAt, String detail) {
      return new Moved(
          handover.id(),
          Source.HANDOVER,
          Set.of(MessageStatus.DISPATCHING),
          MessageStatus.UNCONFIRMED,
          handover.attempts(),
          null,
          settleAt,
          null,
          null,
          detail);
    }

    /** This attempt was not taken, and nothing but a person can say what to do. */
    public static Moved parked(Handover handover, @Nullable Integer errorCode, String detail) {
      return new Moved(
          handover.id(),
          Source.HANDOVER,
          UNDER_WAY,
          MessageStatus.HELD,
          handover.attempts(),
          null,
          null,
          HeldBecause.PARKED,
          errorCode,
          detail);
    }

    /** This attempt was not taken, and another is not worth it any more. */
    public static Moved expired(Handover handover, Source source, String detail) {
      return new Moved(
          handover.id(),
          source,
          UNDER_WAY,
          MessageStatus.EXPIRED,
          handover.attempts(),
          null,
          null,
          null,
          null,
          detail);
    }

    /** It will not be handed over. */
    public static Moved stopped(
        MessageId message,
        Source source,
        MessageStatus to,
        Set<MessageStatus> from,
        String detail) {
      return new Moved(message, source, from, to, null, null, null, null, null, detail);
    }

    /** Its time has come. */
    public static Moved released(MessageId message, Source source, Instant dueAt, String detail) {
      return new Moved(
          message,
          source,
          Set.of(MessageStatus.HELD),
          MessageStatus.ACCEPTED,
          null,
          dueAt,
          null,
          null,
          null,
          detail);
    }

    static Set<MessageStatus> waiting() {
      return WAITING;
    }
  }

  /** Only a line in the timeline. */
  record Noted(MessageId message, Source source, @Nullable Integer errorCode, String detail)
      implements Change {}
}
