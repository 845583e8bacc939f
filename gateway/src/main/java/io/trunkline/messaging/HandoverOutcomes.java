// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.ConsentEvent;
import io.trunkline.consent.Consents;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What becomes of a message after it was handed over, or was not. Each answer is recorded in a
 * transaction of its own; if a callback was faster, its status stays.
 */
final class HandoverOutcomes {

  private static final Logger log = LoggerFactory.getLogger(HandoverOutcomes.class);

  private final HandoverStore handovers;
  private final MessageProgress progress;
  private final Consents consents;
  private final TransactionOperations transactions;
  private final MessagingProperties properties;
  private final Clock clock;

  HandoverOutcomes(
      HandoverStore handovers,
      MessageProgress progress,
      Consents consents,
      TransactionOperations transactions,
      MessagingProperties properties,
      Clock clock) {
    this.handovers = handovers;
    this.progress = progress;
    this.consents = consents;
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
        handover.id(),
        new Report(
            Source.CONSENT,
            null,
            MessageStatus.REFUSED,
            null,
            null,
            "The recipient has opted out (" + because.publicId() + ")"));
  }

  void record(Handover handover, TwilioAnswer answer) {
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
          progress.report(id, report);
        });
  }

  private void refused(Handover handover, TwilioError error) {
    var detail = "Twilio refused it: " + error;
    switch (error.consequence()) {
      case FAIL -> transactions.executeWithoutResult(status -> fail(handover, error, detail));
      case OPTED_OUT ->
          transactions.executeWithoutResult(
              status -> {
                consents.twilioRefused(
                    MessageDispatcher.question(handover),
                    Objects.requireNonNullElse(error.code(), 0),
                    null);
                fail(handover, error, detail);
              });
      case RETRY_LATER -> giveBack(handover, later(handover, null), detail);
      case HOLD_ACCOUNT -> {
        var delay = properties.retryLongest();
        log.error("{} waits {} until the account is repaired: {}", handover, delay, error);
        giveBack(handover, delay, detail);
      }
    }
  }

  private void fail(Handover handover, TwilioError error, String detail) {
    progress.report(
        handover.id(),
        new Report(Source.HANDOVER, null, MessageStatus.FAILED, null, error.code(), detail));
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
          if (handovers.doubt(handover.id(), settleAt, now)) {
            progress.note(
                handover.id(), MessageStatus.UNCONFIRMED, Source.HANDOVER, "No answer: " + why);
          }
        });
  }

  private void giveBack(Handover handover, Duration delay, String detail) {
    var now = Storage.storable(clock.instant());
    transactions.executeWithoutResult(
        status -> {
          if (handovers.giveBack(handover.id(), now.plus(delay), now)) {
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
