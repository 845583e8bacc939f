// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Consents;
import io.trunkline.consent.Ruling;
import io.trunkline.law.Decision;
import io.trunkline.messaging.MessageProgress.Outcome;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outbound messages as those see them who hand them over: what is due, and where what became of it
 * is written down. Each method is one short transaction, or joins the caller's, unless it says
 * otherwise.
 */
public class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final MessageStore messages;
  private final QueueStore queue;
  private final Consents consents;
  private final Function<Message, SendResult> fallbacks;
  private final Writing writing;

  /** A message taken out of the queue. */
  public sealed interface Begun {

    /** To be handed over. */
    record Allowed(Handover handover) implements Begun {}

    /** Not to be handed over after all. */
    record Stopped(Change change) implements Begun {}
  }

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
   * Takes waiting messages out of the queue, each leased to the caller. Late is when consent and
   * time count: whoever has opted out since is not texted, and what is not worth sending any more
   * is not sent. That is for the caller to {@link #record}, one by one, so that nobody who listens
   * to the end of one message can hold up the others.
   */
  @Transactional
  public List<Begun> begin(Collection<UUID> ids, Instant now, Instant leaseUntil) {
    // First, so that whoever has just said STOP sees by the locks that these may leave, or is seen
    // by what is read then: UnderWay.
    var begun = queue.begin(ids, now, leaseUntil);
    var rulings =
        consents.admit(
            begun.stream().map(handover -> ConsentRules.sending(handover, now)).toList());
    return IntStream.range(0, begun.size())
        .mapToObj(i -> begun(begun.get(i), rulings.get(i), now))
        .toList();
  }

  private static Begun begun(Handover handover, Ruling ruling, Instant now) {
    var expiresAt = handover.expiresAt();
    return switch (ruling.decision()) {
      case Decision.Block(var because) ->
          new Begun.Stopped(
              stopped(
                  handover,
                  Source.CONSENT,
                  MessageStatus.REFUSED,
                  ConsentRules.said(because, ruling)));
      case Decision.Defer(var until, var because) ->
          new Begun.Stopped(
              expiresAt == null || until.isBefore(expiresAt)
                  ? Change.Moved.putOff(
                      handover,
                      until,
                      ConsentRules.heldBecause(because),
                      ConsentRules.said(because, ruling))
                  : expired(handover, "It may go at " + until + " only"));
      case Decision.Send(var openUntil, _) ->
          expiresAt == null || expiresAt.isAfter(now)
              ? new Begun.Allowed(handover.openUntil(openUntil))
              : new Begun.Stopped(expired(handover, "Its turn came too late"));
    };
  }

  private static Change expired(Handover handover, String why) {
    return stopped(
        handover,
        Source.TIME,
        MessageStatus.EXPIRED,
        why + ": not worth sending since " + handover.expiresAt());
  }

  private static Change stopped(Handover handover, Source source, MessageStatus to, String detail) {
    return Change.Moved.stopped(
        handover.id(), source, to, Set.of(MessageStatus.DISPATCHING), detail);
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
   * Lets the held go whose time has come, each looked at once. Not in a transaction: what cannot be
   * written, or whose listeners throw, is logged, holds up no other and is tried again the next
   * time.
   *
   * @param some how many are read at a time
   */
  public void release(int some) {
    var now = now();
    moveEach(
        stuck -> queue.toRelease(now, stuck, some),
        id -> Change.Moved.released(id, Source.TIME, now, "Its time has come"));
  }

  /** Gives up what is not worth sending any more. Not in a transaction, as {@link #release}. */
  public void expire(int some) {
    var now = now();
    moveEach(
        stuck -> queue.toExpire(now, stuck, some),
        id ->
            Change.Moved.stopped(
                id,
                Source.TIME,
                MessageStatus.EXPIRED,
                Change.Moved.waiting(),
                "Not worth sending any more"));
  }

  /** Until none is due but those that were looked at and stay. */
  private void moveEach(
      Function<Set<MessageId>, List<MessageId>> due, Function<MessageId, Change> change) {
    var stuck = new HashSet<MessageId>();
    var ids = due.apply(stuck);
    while (!ids.isEmpty()) {
      var outcomes =
          writing.changes().submitEach(ids.stream().map(change).toList(), Outbox::unmoved);
      for (int i = 0; i < ids.size(); i++) {
        if (outcomes.get(i) != Outcome.MOVED) {
          stuck.add(ids.get(i));
        }
      }
      ids = due.apply(stuck);
    }
  }

  private static Outcome unmoved(RuntimeException failure) {
    log.error("A message stays as it is for now, and its time is looked at again", failure);
    return Outcome.UNMOVED;
  }

  /**
   * What Twilio has had for longer than its chain waits for a delivery, the longest late first.
   *
   * @param before until when its time has run out: now, or since when Twilio has not been heard
   * @param but is left out
   */
  @Transactional(readOnly = true)
  public List<MessageId> toFallBack(Instant before, Set<MessageId> but, int limit) {
    return queue.toFallBack(before, but, limit);
  }

  /**
   * Sends what a message says by the next channel of its chain. Only for a message that failed, or
   * that Twilio has and has not delivered in time: never while it is in doubt, and never once it
   * has arrived.
   *
   * @param why a sentence for the timelines of both
   * @return the message that continues it, and expires when it does; empty if its chain has ended
   *     or has been continued, and if it is not worth sending any more or the next message cannot
   *     be accepted, which its timeline then says
   */
  @Transactional
  public Optional<Message> fallBack(MessageId id, String why) {
    var message = messages.lock(List.of(id)).get(id);
    if (message == null || message.chain().further().isEmpty() || !message.mayBeContinued()) {
      return Optional.empty();
    }
    var expiresAt = message.hold().expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(now())) {
      return ended(id, why + ", and not worth sending any more");
    }
    return switch (fallbacks.apply(message)) {
      case SendResult.Accepted(var next, _) -> {
        queue.continueAs(id, next.id());
        writing
            .progress()
            .apply(
                List.of(
                    new Change.Noted(id, Source.TIME, null, why + ": continued as " + next.id()),
                    new Change.Noted(next.id(), Source.TIME, null, why + ": continues " + id)));
        yield Optional.of(next);
      }
      case SendResult.Refused(var refusal) ->
          ended(id, why + ", and cannot be continued: " + refusal.detail());
    };
  }

  private Optional<Message> ended(MessageId id, String detail) {
    queue.stopWaiting(id);
    writing.progress().apply(new Change.Noted(id, Source.TIME, null, detail));
    return Optional.empty();
  }

  private Instant now() {
    return Storage.storable(writing.clock().instant());
  }
}
