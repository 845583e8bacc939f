// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.ConsentEvent;
import io.trunkline.dispatch.RetrySchedule;
import io.trunkline.messaging.HandoverStore.Handover;
import io.trunkline.messaging.MessageProgress.Report;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioError;
import io.trunkline.twilio.TwilioMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What becomes of a message after it was handed over, or was not. Each answer is recorded in a
 * transaction of its own; if a callback was faster, its status stays.
 */
final class HandoverOutcomes {

  private static final Logger log = LoggerFactory.getLogger(HandoverOutcomes.class);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HandoverStore handovers;
  private final MessageProgress progress;
  private final TransactionOperations transactions;
  private final MessagingProperties properties;
  private final Clock clock;

  HandoverOutcomes(
      HandoverStore handovers,
      MessageProgress progress,
      TransactionOperations transactions,
      MessagingProperties properties,
      Clock clock) {
    this.handovers = handovers;
    this.progress = progress;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether a call of this length would end within the lease. */
  boolean hasTimeFor(Duration call, Handover handover) {
    return clock.instant().plus(call).isBefore(handover.leaseUntil());
  }

  /** The lease is nearly over and nothing has been sent: back into the queue. */
  void giveBackUnsent(Handover handover) {
    giveBack(handover, Duration.ZERO, "Not handed over: this node was too slow");
  }

  /** Joins the transaction of the claim. */
  void optedOut(Handover handover, ConsentEvent because) {
    progress.report(
        handover.account(),
        handover.id(),
        new Report(
            Source.CONSENT,
            null,
            MessageStatus.REFUSED,
            null,
            null,
            "The recipient has opted out (" + because.publicId() + ")"));
  }

  /** Writes the answer down; while the database is away, again and again until the lease ends. */
  void record(Handover handover, TwilioAnswer answer) {
    while (true) {
      try {
        recordOnce(handover, answer);
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

  private void recordOnce(Handover handover, TwilioAnswer answer) {
    switch (answer) {
      case TwilioAnswer.Taken(var message) -> taken(handover, message);
      case TwilioAnswer.Refused(var error) -> refused(handover, error);
      case TwilioAnswer.Throttled(var after) ->
          giveBack(handover, later(handover, after), "Too many requests at Twilio; not taken");
      case TwilioAnswer.NotReached(var why) -> {
        var delay = later(handover, null);
        log.warn("{} was not handed over and is tried again in {}: {}", handover, delay, why);
        giveBack(handover, delay, "Twilio was not reached: " + why);
      }
      case TwilioAnswer.Unknown(var why) -> unknown(handover, why);
    }
  }

  private void taken(Handover handover, TwilioMessage message) {
    var reported = Optional.ofNullable(message.status()).flatMap(MessageStatus::ofTwilio);
    var report =
        new Report(
            Source.HANDOVER,
            message.sid(),
            reported.orElse(MessageStatus.QUEUED),
            message.status(),
            message.errorCode(),
            "Twilio has it");
    transactions.executeWithoutResult(
        status -> {
          var id = progress.identify(handover.account(), message.sid(), handover.id());
          if (!id.equals(handover.id())) {
            log.warn(
                "{} was answered with {}, which a search had found for its twin {}; it is settled"
                    + " by a search of its own",
                handover,
                message.sid(),
                id);
          }
          progress.report(handover.account(), id, report);
        });
  }

  private void refused(Handover handover, TwilioError error) {
    var detail = "Twilio refused it: " + error;
    switch (error.consequence()) {
      case FAIL, OPTED_OUT ->
          transactions.executeWithoutResult(status -> fail(handover, error, detail));
      case RETRY_LATER -> giveBack(handover, later(handover, null), detail);
      case HOLD_ACCOUNT -> {
        var delay = properties.retryLongest();
        log.error("{} waits {} until the account is repaired: {}", handover, delay, error);
        giveBack(handover, delay, detail);
      }
    }
  }

  private void fail(Handover handover, TwilioError error, String detail) {
    var failed =
        new Report(Source.HANDOVER, null, MessageStatus.FAILED, null, error.code(), detail);
    if (handovers.isLatest(handover)) {
      progress.report(handover.account(), handover.id(), failed);
    } else {
      progress.note(handover.id(), failed);
    }
  }

  private void unknown(Handover handover, String why) {
    var now = Storage.storable(clock.instant());
    var settleAt = now.plus(properties.settleAfter());
    log.warn(
        "{} may or may not be with Twilio; not sent again before {} at least, when Twilio's records"
            + " are searched: {}",
        handover,
        settleAt,
        why);
    transactions.executeWithoutResult(
        status -> {
          if (handovers.doubt(handover, settleAt, now)) {
            progress.note(
                handover.id(), MessageStatus.UNCONFIRMED, Source.HANDOVER, "No answer: " + why);
          }
        });
  }

  private void giveBack(Handover handover, Duration delay, String detail) {
    var now = Storage.storable(clock.instant());
    transactions.executeWithoutResult(
        status -> {
          if (handovers.giveBack(handover, now.plus(delay), now)) {
            progress.note(handover.id(), MessageStatus.ACCEPTED, Source.HANDOVER, detail);
          }
        });
  }

  /** Our own schedule, or what Twilio asks for if that is longer. */
  private Duration later(Handover handover, @Nullable Duration asked) {
    var schedule = new RetrySchedule(properties.retryFirst(), properties.retryLongest());
    var own = schedule.delay(handover.attempts(), ThreadLocalRandom.current());
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }
}
