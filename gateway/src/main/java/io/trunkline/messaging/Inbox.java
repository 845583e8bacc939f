// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Consents;
import io.trunkline.consent.HeardText;
import io.trunkline.consent.Understood;
import io.trunkline.conversations.AnswerVerdict;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.conversations.Spoken;
import io.trunkline.id.Ids;
import io.trunkline.media.Media;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.numbers.Numbers;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.segments.Segments;
import io.trunkline.storage.Storage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records inbound texts, each once, and hears what they say about consent. */
final class Inbox {

  private final MessageStore messages;
  private final TimelineStore timeline;
  private final ThreadStore threads;
  private final Announcements announcements;
  private final Listeners listeners;
  private final Ids ids;

  /** Who else hears of what comes in. */
  record Listeners(Consents consents, Conversations conversations, Media media, Numbers numbers) {}

  /** A text that was new. */
  private record Stored(InboundText came, Message message) {}

  /** What was heard in it, and what it is answered if it may be. */
  private record Heard(Message message, Spoken spoken, Understood understood) {}

  Inbox(
      MessageStore messages,
      TimelineStore timeline,
      ThreadStore threads,
      Announcements announcements,
      Listeners listeners,
      Ids ids) {
    this.messages = messages;
    this.timeline = timeline;
    this.threads = threads;
    this.announcements = announcements;
    this.listeners = listeners;
    this.ids = ids;
  }

  /**
   * @return what came of each, in their order
   */
  List<Reception> receive(List<InboundText> texts) {
    return take(texts, Source.INBOUND).stream()
        .map(one -> one.map(this::reception).orElse(Reception.KNOWN))
        .toList();
  }

  /**
   * Those that were found long after they came: heard as ever, and not answered.
   *
   * @return how many were new
   */
  int takeIn(List<InboundText> found) {
    return (int) take(found, Source.SEARCH).stream().flatMap(Optional::stream).count();
  }

  private List<Optional<Heard>> take(List<InboundText> texts, Source source) {
    var stored = texts.stream().map(text -> store(text, source)).toList();
    announcements.received(stored.stream().flatMap(Optional::stream).map(Stored::message).toList());
    var heard = stored.stream().map(one -> one.map(this::hear)).toList();
    // Last, and in one statement: from here on others wait for these conversations until this is
    // committed, and one by one two transactions could wait for each other.
    listeners
        .conversations()
        .recordInbound(heard.stream().flatMap(Optional::stream).map(Heard::spoken).toList());
    return heard;
  }

  /** Empty if it was received before. */
  private Optional<Stored> store(InboundText text, Source source) {
    var at = Storage.storable(text.receivedAt());
    boolean found = source == Source.SEARCH;
    // A thread is read in the order of its ids.
    var id = new MessageId(found ? ids.at(at) : ids.next());
    var segments = Segments.of(text.body(), false);
    var message =
        new Message(
            id,
            text.account(),
            Direction.INBOUND,
            text.channel(),
            MessageStatus.RECEIVED,
            null,
            Message.Terms.NONE,
            text.from(),
            null,
            null,
            text.to(),
            content(text),
            segments.encoding(),
            segments.count(),
            new Message.Hold(null, null, null, null),
            Message.Chain.NONE,
            Message.Cost.UNKNOWN,
            null,
            Map.of(),
            text.twilioSid(),
            null,
            0,
            at,
            at);
    if (!messages.insertReceived(message)) {
      return Optional.empty();
    }
    note(
        message,
        source,
        MessageStatus.RECEIVED,
        found ? "Found in Twilio's records: no callback has brought it" : "Received");
    return Optional.of(new Stored(text, message));
  }

  private Heard hear(Stored stored) {
    var text = stored.came();
    if (!text.media().isEmpty()) {
      listeners
          .media()
          .copyInbound(
              text.account(), text.twilioSid(), text.media().stream().map(URI::create).toList());
    }
    var conversation = new ConversationKey(text.account(), text.channel(), text.to(), text.from());
    return new Heard(
        stored.message(),
        new Spoken(conversation, text.serviceSid(), text.body(), stored.message().createdAt()),
        sender(text).map(from -> hear(text, from, conversation)).orElse(Understood.NOTHING));
  }

  private Reception reception(Heard heard) {
    var answer = heard.understood().answer();
    boolean answers = answer != null && mayAnswer(heard.message(), heard.spoken().conversation());
    return new Reception(answers ? answer : null, heard.understood().ends());
  }

  private static Message.Content content(InboundText text) {
    return new Message.Content(text.body(), text.media(), null, null, Map.of(), text.interaction());
  }

  /** What answers a machine may be answered for ever. */
  private boolean mayAnswer(Message message, ConversationKey conversation) {
    boolean ours =
        listeners.numbers().senders(message.account()).stream()
            .anyMatch(
                sender -> Address.of(sender.address()).number().equals(conversation.contact()));
    return switch (listeners.conversations().mayAnswer(conversation, ours)) {
      case AnswerVerdict.Answer() -> true;
      case AnswerVerdict.Silent(var because) -> {
        note(message, Source.INBOUND, null, "Not answered: " + reason(because));
        yield false;
      }
    };
  }

  private static String reason(AnswerVerdict.Because because) {
    return switch (because) {
      case OWN_ADDRESS -> "it came from an address of ours";
      case NO_TELEPHONE -> "it came from no telephone";
      case REPETITION -> "the same words came too often in a row";
      case TOO_MANY_ANSWERS -> "it was answered too often of late";
    };
  }

  private void note(Message message, Source source, @Nullable MessageStatus status, String detail) {
    timeline.append(
        List.of(
            new TimelineStore.Line(
                message.id(),
                new TimelineEntry(message.createdAt(), source, status, null, null, detail))));
  }

  /** Empty for a short code or a name, which belong to no person who could opt out. */
  private static Optional<PhoneNumber> sender(InboundText text) {
    try {
      return Optional.of(PhoneNumber.parse(text.from()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Understood hear(InboundText text, PhoneNumber from, ConversationKey thread) {
    return listeners
        .consents()
        .hear(
            new HeardText(
                text.account(),
                from,
                text.to(),
                text.serviceSid(),
                text.body(),
                text.optOutType(),
                text.twilioSid(),
                threads.answered(thread, text.serviceSid()).orElse(null),
                text.receivedAt()));
  }
}
