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

/** Writes down what Twilio answered when a message was handed over. */
final class HandoverOutcomes {

  private static final Logger log = LoggerFactory.getLogger(HandoverOutcomes.class);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Outbox outbox;
  private final HandoverProperties properties;
  private final Clock clock;

  HandoverOutcomes(Outbox outbox, HandoverProperties properties, Clock clock) {
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether a call of this length would end within the lease. */
  boolean hasTimeFor(Duration call, Handover handover) {
    return clock.instant().plus(call).isBefore(handover.leaseUntil());
  }

  /** The lease is nearly over and nothing has been sent: back into the queue. */
  void giveBackUnsent(Handover handover) {
    outbox.record(givenBack(handover, Duration.ZERO, "Not handed over: this node was too slow"));
  }

  /** It cannot be handed over as it is, which is known without asking Twilio. */
  void fail(Handover handover, String why) {
    outbox.record(failed(handover, null, why));
  }

  private static Change failed(Handover handover, @Nullable Integer errorCode, String detail) {
    return new Change.Reported(
        handover.account(),
        handover.id(),
        Source.HANDOVER,
        new Change.Said(null, MessageStatus.FAILED, null, errorCode, null, null, null),
        handover.attempts(),
        detail);
  }

  /** Writes the answer down; while the database is away, again and again until the lease ends. */
  void record(Handover handover, TwilioAnswer answer) {
    var change = change(handover, answer);
    while (true) {
      try {
        outbox.record(change);
        return;
      } catch (DataAccessException | TransactionException e) {
        if (!hasTimeFor(PAUSE, handover)) {
          throw e;
        }
        log.warn("The answer to {} could not be written down yet: {}", handover, e.getClass());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Change change(Handover handover, TwilioAnswer answer) {
    return switch (answer) {
      case TwilioAnswer.Taken(var message) -> taken(handover, message);
      case TwilioAnswer.Refused(var error) -> refused(handover, error);
      case TwilioAnswer.Throttled(var after) ->
          givenBack(handover, later(handover, after), "Too many requests at Twilio; not taken");
      case TwilioAnswer.NotReached(var why) -> {
        var delay = later(handover, null);
        log.warn("{} was not handed over and is tried again in {}: {}", handover, delay, why);
        yield givenBack(handover, delay, "Twilio was not reached: " + why);
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

  private Change refused(Handover handover, TwilioError error) {
    var detail = "Twilio refused it: " + error;
    return switch (error.consequence()) {
      case FAIL,
          OTHER_SENDER,
          OTHER_CHANNEL,
          PARK,
          OPTED_OUT,
          OPTED_OUT_OF_MARKETING,
          RECIPIENT_LIMIT,
          EXPIRED ->
          failed(handover, error.code(), detail);
      case RETRY_LATER, SENDER_BUSY -> givenBack(handover, later(handover, null), detail);
      case HOLD_ACCOUNT -> {
        var delay = properties.retryLongest();
        log.error("{} waits {} until the account is repaired: {}", handover, delay, error);
        yield givenBack(handover, delay, detail);
      }
    };
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

  /** Our own schedule, or what Twilio asks for if that is longer. */
  private Duration later(Handover handover, @Nullable Duration asked) {
    var schedule = new RetrySchedule(properties.retryFirst(), properties.retryLongest());
    var own = schedule.delay(handover.attempts(), ThreadLocalRandom.current());
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }
}
