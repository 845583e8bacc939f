// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.numbers.SenderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something learned of an outbound message, or decided about it, or a line about any message. What
 * follows depends on where the message is when its row is locked: {@link Transition}.
 */
public sealed interface Change {

  /** Which message; null if only Twilio's SID says that. */
  @Nullable MessageId message();

  /** Where we know it from. */
  Source source();

  /** A sentence for the timeline; no body, no number. */
  String detail();

  /**
   * Twilio's word, by an answer, a callback, a search or its records. Moves the message forward by
   * rank, or not at all.
   *
   * @param message the message it was said of, null if only the SID says which; if another message
   *     has this SID, it is about that one
   * @param said what Twilio said
   * @param onlyAttempt only if this is still the latest attempt; null if that does not matter
   */
  record Reported(
      AccountId account,
      @Nullable MessageId message,
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
      @Nullable String currency) {}

  /**
   * Another sender for a message that Twilio would not take from its own.
   *
   * @param from its address
   * @param lane where the message waits from now on
   * @param insteadOf which is not tried again
   */
  record Rerouting(String from, UUID lane, SenderId insteadOf) {}

  /**
   * A move of our own. Made only from one of these statuses, if an attempt is named only while that
   * is the latest, and if time is its source only once the message's own time has come; else
   * nothing happens and nothing is written.
   *
   * @param dueAt when it is looked at next: handed over, or, while UNCONFIRMED, asked about; kept
   *     as it is if null
   * @param heldBecause why it is held from now on; null unless it is
   * @param isRetry whether it counts towards the attempts after which a message is given up
   * @param rerouting where it goes from now on; as before if null
   */
  record Moved(
      MessageId message,
      Source source,
      Set<MessageStatus> from,
      MessageStatus to,
      @Nullable Integer attempt,
      @Nullable Instant dueAt,
      @Nullable HeldBecause heldBecause,
      @Nullable Integer errorCode,
      String detail,
      boolean isRetry,
      @Nullable Rerouting rerouting)
      implements Change {

    private static final Set<MessageStatus> WAITING =
        EnumSet.of(MessageStatus.ACCEPTED, MessageStatus.HELD);

    public Moved {
      from = Set.copyOf(from);
    }

    /**
     * This attempt was certainly not taken, for no reason of the message's own: back into the
     * queue.
     *
     * @param dueAt as it was if null: it keeps its turn
     */
    public static Moved givenBack(
        Handover handover, Source source, @Nullable Instant dueAt, String detail) {
      return tried(handover, source, MessageStatus.ACCEPTED, dueAt, null, detail);
    }

    /** This attempt was refused in a way that passes: back into the queue. */
    public static Moved retried(
        Handover handover, Instant dueAt, @Nullable Integer errorCode, String detail) {
      return tried(handover, Source.HANDOVER, MessageStatus.ACCEPTED, dueAt, errorCode, detail)
          .next(true, null);
    }

    /** This attempt was refused because of its sender: back into the queue of another. */
    public static Moved rerouted(
        Handover handover,
        Rerouting rerouting,
        Instant dueAt,
        @Nullable Integer errorCode,
        String detail) {
      return tried(handover, Source.HANDOVER, MessageStatus.ACCEPTED, dueAt, errorCode, detail)
          .next(false, rerouting);
    }

    /** Perhaps this attempt was taken. */
    public static Moved doubted(Handover handover, Instant dueAt, String detail) {
      return tried(handover, Source.HANDOVER, MessageStatus.UNCONFIRMED, dueAt, null, detail);
    }

    /** This attempt was not taken, and nothing but a person can say what to do. */
    public static Moved parked(Handover handover, @Nullable Integer errorCode, String detail) {
      return tried(handover, Source.HANDOVER, MessageStatus.HELD, null, errorCode, detail)
          .held(HeldBecause.PARKED);
    }

    /** This attempt was not taken, and another is not worth it any more. */
    public static Moved expired(Handover handover, Source source, String detail) {
      return tried(handover, source, MessageStatus.EXPIRED, null, null, detail);
    }

    private static Moved tried(
        Handover handover,
        Source source,
        MessageStatus to,
        @Nullable Instant dueAt,
        @Nullable Integer errorCode,
        String detail) {
      var from = EnumSet.of(MessageStatus.DISPATCHING, MessageStatus.UNCONFIRMED);
      from.remove(to);
      return new Moved(
          handover.id(),
          source,
          from,
          to,
          handover.attempts(),
          dueAt,
          null,
          errorCode,
          detail,
          false,
          null);
    }

    private Moved held(HeldBecause because) {
      return new Moved(
          message, source, from, to, attempt, dueAt, because, errorCode, detail, false, null);
    }

    private Moved next(boolean retry, @Nullable Rerouting another) {
      return new Moved(
          message, source, from, to, attempt, dueAt, null, errorCode, detail, retry, another);
    }

    /** It may not go yet; this attempt was not made. */
    static Moved putOff(Handover handover, Instant until, HeldBecause because, String detail) {
      return tried(handover, Source.CONSENT, MessageStatus.HELD, until, null, detail).held(because);
    }

    /** It will not be handed over. */
    public static Moved stopped(
        MessageId message,
        Source source,
        MessageStatus to,
        Set<MessageStatus> from,
        String detail) {
      return new Moved(message, source, from, to, null, null, null, null, detail, false, null);
    }

    /** Its time has come. */
    public static Moved released(MessageId message, Source source, Instant dueAt, String detail) {
      var from = Set.of(MessageStatus.HELD);
      return new Moved(
          message,
          source,
          from,
          MessageStatus.ACCEPTED,
          null,
          dueAt,
          null,
          null,
          detail,
          false,
          null);
    }

    static Set<MessageStatus> waiting() {
      return WAITING;
    }
  }

  /** Only a line in the timeline; also in that of what was received. */
  record Noted(MessageId message, Source source, @Nullable Integer errorCode, String detail)
      implements Change {}
}
