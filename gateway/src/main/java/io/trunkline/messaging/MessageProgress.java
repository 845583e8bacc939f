// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Consents;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.conversations.Spoken;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages, writes their timeline and announces what is final: many at once, in the caller's
 * transaction.
 */
final class MessageProgress {

  /** Whether a change has moved its message, or why there was nothing to move. */
  enum Outcome {
    MOVED,
    UNMOVED,
    UNKNOWN_MESSAGE
  }

  private static final Logger log = LoggerFactory.getLogger(MessageProgress.class);

  private final MessageStore messages;
  private final TimelineStore timeline;
  private final Listeners listeners;
  private final MessagingProperties properties;
  private final Clock clock;

  /** Who else hears of what becomes of messages. */
  record Listeners(Consents consents, Conversations conversations, Announcements announcements) {}

  MessageProgress(
      MessageStore messages,
      TimelineStore timeline,
      Listeners listeners,
      MessagingProperties properties,
      Clock clock) {
    this.messages = messages;
    this.timeline = timeline;
    this.listeners = listeners;
    this.properties = properties;
    this.clock = clock;
  }

  Outcome apply(Change change) {
    return apply(List.of(change)).getFirst();
  }

  /**
   * Applies each of the changes in this order; their rows are locked until the transaction ends.
   */
  List<Outcome> apply(List<Change> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    var now = Storage.storable(clock.instant());
    var bySid = bySid(changes);
    var standing =
        messages.lockAny(
            changes.stream().flatMap(change -> identify(change, bySid).stream()).toList());
    var made = new ArrayList<Transition>();
    var steps = new ArrayList<Step>();
    var lines = new ArrayList<TimelineStore.Line>();
    var outcomes = new ArrayList<Outcome>();
    for (var change : changes) {
      var message = identify(change, bySid).map(standing::get).orElse(null);
      if (message == null || !isAbout(change, message)) {
        outcomes.add(Outcome.UNKNOWN_MESSAGE);
        continue;
      }
      warn(change, message);
      var transition = Transition.of(message, change, now, properties.checkAfter());
      var entry = entry(change, transition, now);
      if (transition.written()) {
        made.add(transition);
        standing.put(message.id(), transition.after(now));
        steps.addAll(transition.steps(entry, now));
      }
      if (transition.noted()) {
        lines.add(new TimelineStore.Line(message.id(), entry));
      }
      outcomes.add(transition.moved() ? Outcome.MOVED : Outcome.UNMOVED);
    }
    messages.move(merged(made), now);
    timeline.append(lines);
    listeners.announcements().made(steps);
    follow(steps.stream().filter(Step::moved).toList(), standing);
    // Last: from here on others wait for these conversations until this is committed.
    listeners
        .conversations()
        .recordOutbound(
            made.stream().filter(MessageProgress::isHeard).map(MessageProgress::spoken).toList());
    return outcomes;
  }

  /** Which messages have the SIDs that Twilio speaks of. */
  private Map<String, MessageId> bySid(List<Change> changes) {
    var reported =
        changes.stream()
            .filter(Change.Reported.class::isInstance)
            .map(Change.Reported.class::cast)
            .filter(change -> change.said().sid() != null)
            .toList();
    return reported.isEmpty()
        ? Map.of()
        : messages.idsBySid(
            reported.stream().map(change -> change.account()).distinct().toList(),
            reported.stream().map(change -> String.valueOf(change.said().sid())).toList());
  }

  /**
   * The message that a change is about; empty if only a SID says which, and none has it yet. Of two
   * messages alike whose handing over is in doubt, a search may bind the SID of the one to the
   * other; from then on the SID says which is which, not the id in the callback's address.
   */
  private static Optional<MessageId> identify(Change change, Map<String, MessageId> bySid) {
    return Optional.ofNullable(
            change instanceof Change.Reported report ? bySid.get(key(report)) : null)
        .or(() -> Optional.ofNullable(change.message()));
  }

  private static String key(Change.Reported report) {
    return MessageStore.sidKey(report.account(), String.valueOf(report.said().sid()));
  }

  /** Of what was received there is nothing to learn any more, but a line can be written. */
  private static boolean isAbout(Change change, Message message) {
    boolean isOutbound = message.direction() == Direction.OUTBOUND;
    return switch (change) {
      case Change.Reported report -> isOutbound && report.account().equals(message.account());
      case Change.Moved _ -> isOutbound;
      case Change.Noted _ -> true;
    };
  }

  private static void warn(Change change, Message message) {
    if (change instanceof Change.Reported report) {
      var addressed = report.message();
      if (addressed != null && !addressed.equals(message.id())) {
        log.warn(
            "{} was said of {}, but a search had found it for its twin {}; the former is settled by"
                + " a search of its own",
            report.said().sid(),
            addressed,
            message.id());
      } else if (Transition.isOfAnother(message, report.said())) {
        log.error(
            "{} is known to Twilio twice, as {} and {}",
            message.id(),
            message.twilioSid(),
            report.said().sid());
      }
    }
  }

  private static TimelineEntry entry(Change change, Transition transition, Instant now) {
    var status = transition.moved() ? transition.status() : null;
    return switch (change) {
      case Change.Reported report ->
          new TimelineEntry(
              now,
              report.source(),
              status != null ? status : transition.passed(report.said()),
              report.said().twilioStatus(),
              report.said().errorCode(),
              report.detail());
      case Change.Moved moved ->
          new TimelineEntry(now, moved.source(), status, null, moved.errorCode(), moved.detail());
      case Change.Noted noted ->
          new TimelineEntry(now, noted.source(), null, null, noted.errorCode(), noted.detail());
    };
  }

  /** Whether Twilio is known to have it from now on, or a service has chosen who says it. */
  private static boolean isHeard(Transition transition) {
    return transition.learned().sid() != null || transition.learned().sentFrom() != null;
  }

  private static Spoken spoken(Transition transition) {
    var message = transition.message();
    var chosen = transition.learned().sentFrom();
    var known = chosen != null ? chosen : message.sentFrom();
    return new Spoken(
        new ConversationKey(
            message.account(),
            message.channel(),
            known != null ? known : message.from(),
            message.to()),
        null,
        message.body(),
        // When handing it over began, or ended if the service has chosen after that.
        message.updatedAt());
  }

  private void follow(List<Step> moves, Map<MessageId, Message> standing) {
    listeners
        .consents()
        .release(
            moves.stream()
                .filter(move -> isCertainlyUnsent(move, now(move, standing)))
                .map(move -> move.after().id().value())
                .toList());
    for (var move : moves) {
      if (move.after().status().isFinal()) {
        hearRefusal(move);
        listeners.announcements().ended(move);
      }
    }
  }

  private static Message now(Step move, Map<MessageId, Message> standing) {
    return standing.getOrDefault(move.after().id(), move.after());
  }

  /**
   * Whether it is no contact, or none until it is tried again. What a person gives up while it is
   * in doubt may have arrived.
   */
  private static boolean isCertainlyUnsent(Step move, Message message) {
    var to = move.after().status();
    boolean rests = to.isFinal() || to == MessageStatus.HELD;
    boolean givenUpInDoubt =
        move.before().status() == MessageStatus.UNCONFIRMED
            && move.entry().source() == TimelineEntry.Source.PERSON;
    return rests && message.attempts() > 0 && message.twilioSid() == null && !givenUpInDoubt;
  }

  /** Twilio may know of an opt-out that we have not heard, and says so by refusing a text. */
  private void hearRefusal(Step move) {
    var code = move.entry().errorCode();
    if (code == null) {
      return;
    }
    var consents = listeners.consents();
    var message = move.after();
    var account = message.account();
    var to = new PhoneNumber(message.to());
    var from = message.from();
    var sid = message.twilioSid();
    // When it was last known to be on its way, not when we learn of this: that may be days later.
    var at = move.before().updatedAt();
    switch (TwilioErrors.of(code).afterwards()) {
      case OPTED_OUT -> consents.twilioRefused(account, to, from, code, sid, at);
      case OPTED_OUT_OF_MARKETING -> consents.metaRefused(account, to, from, code, sid, at);
      default -> {
        // Says nothing about consent.
      }
    }
  }

  /** Several transitions of one message as one write. */
  private static List<Transition> merged(List<Transition> made) {
    var byMessage = new LinkedHashMap<MessageId, Transition>();
    made.forEach(
        transition -> byMessage.merge(transition.message().id(), transition, Transition::then));
    return List.copyOf(byMessage.values());
  }
}
