// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.ConsentDecision;
import io.trunkline.consent.ConsentQuestion;
import io.trunkline.consent.Consents;
import io.trunkline.messaging.MessageProgress.Outcome;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outbound messages as those see them who hand them over: what is due, and where what became of it
 * is written down. Each method is one short transaction, or joins the caller's.
 */
public class Outbox {

  private final MessageStore messages;
  private final QueueStore queue;
  private final Consents consents;
  private final Function<Message, SendResult> fallbacks;
  private final Writing writing;

  /** How it is written down, and when. */
  record Writing(MessageProgress progress, GroupCommit<Change, Outcome> changes, Clock clock) {}

  Outbox(
      MessageStore messages,
      QueueStore queue,
      Consents consents,
      Function<Message, SendResult> fallbacks,
      Writing writing) {
    this.messages = messages;
    this.queue = queue;
    this.consents = consents;
    this.fallbacks = fallbacks;
    this.writing = writing;
  }

  /**
   * Takes waiting messages out of the queue. Late is when consent and time count: whoever has opted
   * out since is refused here, and what is not worth sending any more expires.
   *
   * @return those to hand over, each leased to the caller
   */
  @Transactional
  public List<Handover> begin(Collection<UUID> ids, Instant now, Instant leaseUntil) {
    var begun = queue.begin(ids, now, leaseUntil);
    var decisions = consents.decide(begun.stream().map(Outbox::question).distinct().toList());
    var allowed = new ArrayList<Handover>();
    var stopped = new ArrayList<Change>();
    for (var handover : begun) {
      var expiresAt = handover.expiresAt();
      switch (decisions.get(question(handover))) {
        case ConsentDecision.Block(var because) ->
            stopped.add(
                stopped(
                    handover,
                    Source.CONSENT,
                    MessageStatus.REFUSED,
                    "The recipient has opted out (" + because.publicId() + ")"));
        case ConsentDecision.Send() when expiresAt != null && !expiresAt.isAfter(now) ->
            stopped.add(
                stopped(
                    handover,
                    Source.TIME,
                    MessageStatus.EXPIRED,
                    "Its turn came too late: not worth sending since " + expiresAt));
        case ConsentDecision.Send() -> allowed.add(handover);
        case null -> throw new IllegalStateException("No decision for " + handover);
      }
    }
    writing.progress().apply(stopped);
    return allowed;
  }

  private static Change stopped(Handover handover, Source source, MessageStatus to, String detail) {
    return Change.Moved.stopped(
        handover.id(), source, to, Set.of(MessageStatus.DISPATCHING), detail);
  }

  private static ConsentQuestion question(Handover handover) {
    return new ConsentQuestion(handover.account(), handover.to().e164(), handover.from());
  }

  /**
   * Writes down what became of a message; concurrent callers share a commit.
   *
   * @return whether it has moved the message
   */
  public boolean record(Change change) {
    return writing.changes().submit(change) == Outcome.MOVED;
  }

  /**
   * Lets the held go whose time has come.
   *
   * @return how many; if as many as the limit, there may be more
   */
  @Transactional
  public int release(int limit) {
    var now = Storage.storable(writing.clock().instant());
    return applied(
        queue.toRelease(now, limit).stream()
            .<Change>map(id -> Change.Moved.released(id, Source.TIME, now, "Its time has come"))
            .toList());
  }

  /**
   * Gives up what is not worth sending any more.
   *
   * @return how many; if as many as the limit, there may be more
   */
  @Transactional
  public int expire(int limit) {
    return applied(
        queue.toExpire(writing.clock().instant(), limit).stream()
            .<Change>map(
                id ->
                    Change.Moved.stopped(
                        id,
                        Source.TIME,
                        MessageStatus.EXPIRED,
                        Change.Moved.waiting(),
                        "Not worth sending any more"))
            .toList());
  }

  /** What Twilio has had for longer than its chain waits for a delivery. */
  @Transactional(readOnly = true)
  public List<MessageId> toFallBack(int limit) {
    return queue.toFallBack(writing.clock().instant(), limit);
  }

  /**
   * Sends what a message says by the next channel of its chain. Only for a message that failed, or
   * that Twilio has and has not delivered in time: never while it is in doubt, and never once it
   * has arrived.
   *
   * @param why a sentence for the timelines of both
   * @return the message that continues it; empty if its chain has ended, has been continued, or the
   *     next message cannot be accepted, which its timeline then says
   */
  @Transactional
  public Optional<Message> fallBack(MessageId id, String why) {
    var message = messages.lock(List.of(id)).get(id);
    if (message == null || message.chain().further().isEmpty() || !message.mayBeContinued()) {
      return Optional.empty();
    }
    return switch (fallbacks.apply(message)) {
      case SendResult.Accepted(var next) -> {
        queue.continueAs(id, next.id());
        writing
            .progress()
            .apply(
                List.of(
                    new Change.Noted(id, Source.TIME, null, why + ": continued as " + next.id()),
                    new Change.Noted(next.id(), Source.TIME, null, why + ": continues " + id)));
        yield Optional.of(next);
      }
      case SendResult.Refused(var refusal) -> {
        queue.stopWaiting(id);
        writing
            .progress()
            .apply(
                new Change.Noted(
                    id, Source.TIME, null, why + ", and cannot be continued: " + refusal.detail()));
        yield Optional.empty();
      }
    };
  }

  private int applied(List<Change> due) {
    writing.progress().apply(due);
    return due.size();
  }
}
