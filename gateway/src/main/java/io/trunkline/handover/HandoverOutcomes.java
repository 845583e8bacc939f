// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.dispatch.RetrySchedule;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioError;
import io.trunkline.twilio.TwilioMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Does with a message what Twilio's answer to handing it over means, and with its account. */
final class HandoverOutcomes {

  private static final Logger log = LoggerFactory.getLogger(HandoverOutcomes.class);

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Twilio's own number for "Too Many Requests", which it may leave out. */
  private static final int TOO_MANY_REQUESTS = 20429;

  /** What is one too many for its recipient is not before the next day. */
  private static final Duration NEXT_DAY = Duration.ofDays(1);

  private final Outbox outbox;
  private final Circuits circuits;
  private final OtherSenders others;
  private final HoldBacks holdBacks;
  private final HandoverProperties properties;
  private final Clock clock;

  HandoverOutcomes(
      Outbox outbox,
      Circuits circuits,
      OtherSenders others,
      HoldBacks holdBacks,
      HandoverProperties properties,
      Clock clock) {
    this.outbox = outbox;
    this.circuits = circuits;
    this.others = others;
    this.holdBacks = holdBacks;
    this.properties = properties;
    this.clock = clock;
  }

  /** Its moment is over and nothing has been sent: back into the queue, to be decided anew. */
  void giveBackUnsent(Handover handover) {
    outbox.record(givenBack(handover, Duration.ZERO, "Not handed over: this node was too slow"));
  }

  /** It cannot be handed over as it is, which is known without asking Twilio. */
  void fail(Handover handover, String why) {
    outbox.record(ended(handover, MessageStatus.FAILED, null, why));
  }

  /** Its account has come to be held since it was claimed: back into the queue. */
  void giveBackHeld(Handover handover) {
    outbox.record(givenBack(handover, Circuits.MEMORY, "Not handed over: the account is held"));
  }

  /** Writes the answer down; while the database is away, again and again until the lease ends. */
  void record(Handover handover, TwilioAnswer answer) {
    circuits.count(handover.account(), answer);
    while (true) {
      try {
        // First, so that what goes back into the queue is held there.
        circuits.heard(handover.account(), answer);
        var holdBack = holdBacks.of(handover, answer);
        holdBack.ifPresent(holdBacks::apply);
        outbox.record(change(handover, answer, holdBack));
        return;
      } catch (DataAccessException | TransactionException e) {
        if (!clock.instant().plus(PAUSE).isBefore(handover.leaseUntil())) {
          throw e;
        }
        log.warn("The answer to {} could not be written down yet: {}", handover, e.getClass());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Change change(
      Handover handover, TwilioAnswer answer, Optional<HoldBacks.HoldBack> holdBack) {
    return switch (answer) {
      case TwilioAnswer.Taken(var message) -> taken(handover, message);
      case TwilioAnswer.Refused(var error) -> refused(handover, error, holdBack);
      case TwilioAnswer.Throttled _ ->
          heldBack(
              handover,
              TOO_MANY_REQUESTS,
              holdBack.orElseThrow(),
              "Too many requests at Twilio; not taken");
      case TwilioAnswer.NotReached(var why) -> {
        log.warn("{} was not handed over and is tried again: {}", handover, why);
        // No retry: the message has nothing to do with it, and the circuit ends it.
        yield givenBack(handover, pause(handover.attempts()), "Twilio was not reached: " + why);
      }
      case TwilioAnswer.Unknown(var why) -> unknown(handover, why);
    };
  }

  private static Change taken(Handover handover, TwilioMessage message) {
    var reported = Optional.ofNullable(message.status()).flatMap(MessageStatus::ofTwilio);
    return new Change.Reported(
        handover.account(),
        handover.id(),
        Source.HANDOVER,
        new Change.Said(
            message.sid(),
            reported.orElse(MessageStatus.QUEUED),
            message.status(),
            message.errorCode(),
            message.from(),
            null,
            null),
        null,
        "Twilio has it");
  }

  private Change refused(
      Handover handover, TwilioError error, Optional<HoldBacks.HoldBack> holdBack) {
    var code = error.code();
    var detail = "Twilio refused it: " + error;
    return switch (error.consequence()) {
      case FAIL, OTHER_CHANNEL, OPTED_OUT, OPTED_OUT_OF_MARKETING ->
          ended(handover, MessageStatus.FAILED, code, detail);
      case EXPIRED -> ended(handover, MessageStatus.EXPIRED, code, detail);
      case PARK -> {
        log.error("{} is parked until somebody decides: {}", handover, error);
        yield Change.Moved.parked(handover, code, detail);
      }
      case RETRY_LATER -> later(handover, code, null, detail);
      case RECIPIENT_LIMIT -> later(handover, code, NEXT_DAY, detail);
      case SENDER_BUSY ->
          fromAnother(handover, code, detail)
              .orElseGet(() -> heldBack(handover, code, holdBack.orElseThrow(), detail));
      case OTHER_SENDER ->
          fromAnother(handover, code, detail)
              .orElseGet(() -> ended(handover, MessageStatus.FAILED, code, detail));
      case HOLD_ACCOUNT -> givenBack(handover, Circuits.MEMORY, detail);
    };
  }

  private static Change ended(
      Handover handover, MessageStatus status, @Nullable Integer code, String detail) {
    return new Change.Reported(
        handover.account(),
        handover.id(),
        Source.HANDOVER,
        new Change.Said(null, status, null, code, null, null, null),
        handover.attempts(),
        detail);
  }

  /** By another sender of its pool; empty if there is none. */
  private Optional<Change> fromAnother(Handover handover, @Nullable Integer code, String detail) {
    return others
        .after(handover)
        .map(
            rerouting ->
                Change.Moved.rerouted(
                    handover, rerouting, now(), code, detail + "; another sender is tried"));
  }

  /**
   * Later, unless that would be too often or too late.
   *
   * @param asked how long to wait at least; by our own schedule if absent
   */
  private Change later(
      Handover handover, @Nullable Integer code, @Nullable Duration asked, String detail) {
    var own = pause(handover.retries() + 1);
    var again = now().plus(asked != null && asked.compareTo(own) > 0 ? asked : own);
    if (isWorthless(handover, again)) {
      return tooLate(handover, code, detail);
    }
    if (handover.retries() + 1 >= properties.retryAttempts()) {
      return ended(handover, MessageStatus.FAILED, code, detail + "; given up after many attempts");
    }
    return Change.Moved.retried(handover, again, code, detail);
  }

  /**
   * With all that waits with it. Not counted, for it is not about this message, which keeps its
   * turn.
   */
  private Change heldBack(
      Handover handover, @Nullable Integer code, HoldBacks.HoldBack holdBack, String detail) {
    if (isWorthless(handover, holdBack.until())) {
      return tooLate(handover, code, detail);
    }
    // Its sender may have been removed since; then it waits by itself.
    var dueAt = holdBack.limits().isEmpty() ? holdBack.until() : null;
    return Change.Moved.givenBack(handover, Source.HANDOVER, dueAt, detail);
  }

  private static boolean isWorthless(Handover handover, Instant again) {
    var expiresAt = handover.expiresAt();
    return expiresAt != null && !again.isBefore(expiresAt);
  }

  private static Change tooLate(Handover handover, @Nullable Integer code, String detail) {
    return ended(handover, MessageStatus.EXPIRED, code, detail + "; later it is not worth sending");
  }

  private Change unknown(Handover handover, String why) {
    var settleAt = now().plus(properties.policy(handover.purpose()).searchAfter());
    log.warn(
        "{} may or may not be with Twilio; not sent again before {} at least, when Twilio's records"
            + " are searched: {}",
        handover,
        settleAt,
        why);
    return Change.Moved.doubted(handover, settleAt, "No answer: " + why);
  }

  private Change givenBack(Handover handover, Duration delay, String detail) {
    return Change.Moved.givenBack(handover, Source.HANDOVER, now().plus(delay), detail);
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }

  private Duration pause(int failed) {
    return new RetrySchedule(properties.retryFirst(), properties.retryLongest())
        .delay(failed, ThreadLocalRandom.current());
  }
}
