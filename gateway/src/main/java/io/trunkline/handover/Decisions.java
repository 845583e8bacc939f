// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageRefusal;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Messages;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.messaging.Unsettled;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioFetch;
import io.trunkline.twilio.TwilioMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;

/**
 * The last resort for messages that cannot go on by themselves: those in doubt that Twilio's
 * records do not settle, and those that are held. What a person decides is in the timeline, with
 * who and why. What Twilio reports later is kept there too, and its SID is bound.
 */
public class Decisions {

  private final Messages messages;
  private final Outbox outbox;
  private final Unsettled unsettled;
  private final Twilio twilio;
  private final Clock clock;

  Decisions(Messages messages, Outbox outbox, Unsettled unsettled, Twilio twilio, Clock clock) {
    this.messages = messages;
    this.outbox = outbox;
    this.unsettled = unsettled;
    this.twilio = twilio;
    this.clock = clock;
  }

  /**
   * Does with a message what a person says. A message that was sent is looked up at Twilio first;
   * while Twilio does not answer, the person is believed. Not in a transaction.
   *
   * @return the message after it
   * @throws RefusalException if there is none, if it is none to decide about, or not yet, or if the
   *     SID is not one of a message to this recipient
   */
  public Message decide(AccountId account, MessageId id, Decision decision) {
    var before = find(account, id);
    if (!decision.verdict().isAbout(before.status())) {
      throw notNow(before);
    }
    if (!isDone(before, decision)) {
      throw notNow(find(account, id));
    }
    return find(account, id);
  }

  private boolean isDone(Message message, Decision decision) {
    try {
      return outbox.record(change(message, decision));
    } catch (DuplicateKeyException e) {
      throw taken(Objects.requireNonNull(decision.twilioSid()));
    }
  }

  private Change change(Message message, Decision decision) {
    return switch (decision.verdict()) {
      case NOT_SENT ->
          Change.Moved.givenBack(attempt(message), Source.PERSON, now(), decision.detail());
      case SENT -> sent(attempt(message), decision);
      case FAILED -> {
        if (message.status() == MessageStatus.UNCONFIRMED) {
          attempt(message);
        }
        yield Change.Moved.stopped(
            message.id(),
            Source.PERSON,
            MessageStatus.FAILED,
            decision.verdict().statuses(),
            decision.detail());
      }
      case RELEASE -> Change.Moved.released(message.id(), Source.PERSON, now(), decision.detail());
    };
  }

  /** The latest attempt, which nobody can be working on any more. */
  private Handover attempt(Message message) {
    var attempt = unsettled.begun(message.account(), message.id()).orElseThrow();
    if (attempt.leaseUntil().isAfter(now())) {
      throw Refusal.of(
              DecisionRefusal.TOO_EARLY_TO_DECIDE,
              "%s may be on its way until %s".formatted(message.id(), attempt.leaseUntil()))
          .asException();
    }
    return attempt;
  }

  private Change sent(Handover attempt, Decision decision) {
    var sid = Objects.requireNonNull(decision.twilioSid());
    if (unsettled.isBound(attempt.account(), sid)) {
      throw taken(sid);
    }
    var said =
        switch (twilio.fetchMessage(attempt.account(), sid)) {
          case TwilioFetch.Found(var record) when isTo(attempt, record) ->
              TwilioRecord.said(record, MessageStatus.QUEUED);
          case TwilioFetch.Found(_), TwilioFetch.Gone() ->
              throw Refusal.at(
                      DecisionRefusal.UNKNOWN_TWILIO_SID,
                      "/twilio_sid",
                      "is of no message to this recipient")
                  .asException();
          case TwilioFetch.NoAnswer(_) ->
              new Change.Said(sid, MessageStatus.QUEUED, null, null, null, null, null);
        };
    return new Change.Reported(
        attempt.account(),
        attempt.id(),
        Source.PERSON,
        said,
        attempt.attempts(),
        decision.detail());
  }

  private static boolean isTo(Handover attempt, TwilioMessage record) {
    return record.to().equals(attempt.channel().address(attempt.to()));
  }

  private static RefusalException taken(String sid) {
    return Refusal.of(DecisionRefusal.TWILIO_SID_TAKEN, sid + " is another message").asException();
  }

  private static RefusalException notNow(Message message) {
    return Refusal.of(
            DecisionRefusal.NOTHING_TO_DECIDE,
            "%s is %s".formatted(message.id(), message.status().code()))
        .asException();
  }

  private Message find(AccountId account, MessageId id) {
    return messages
        .find(account, id)
        .orElseThrow(
            () ->
                Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + id)
                    .asException());
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
