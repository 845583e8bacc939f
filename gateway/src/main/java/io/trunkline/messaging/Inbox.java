// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Consents;
import io.trunkline.consent.HeardText;
import io.trunkline.id.Ids;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.segments.Segments;
import io.trunkline.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records inbound texts, each once, and hears what they say about consent. */
final class Inbox {

  private final MessageStore messages;
  private final TimelineStore timeline;
  private final MessageProgress progress;
  private final Consents consents;
  private final Ids ids;

  Inbox(
      MessageStore messages,
      TimelineStore timeline,
      MessageProgress progress,
      Consents consents,
      Ids ids) {
    this.messages = messages;
    this.timeline = timeline;
    this.progress = progress;
    this.consents = consents;
    this.ids = ids;
  }

  /**
   * @return what to answer; empty for silence, and for a text that has been received before
   */
  Optional<String> receive(InboundText text) {
    var id = new MessageId(ids.next());
    var at = Storage.storable(text.receivedAt());
    var segments = Segments.of(text.body(), false);
    var message =
        new Message(
            id,
            text.account(),
            Direction.INBOUND,
            text.channel(),
            MessageStatus.RECEIVED,
            null,
            text.from(),
            null,
            null,
            text.to(),
            Message.Content.of(text.body(), text.media()),
            segments.encoding(),
            segments.count(),
            new Message.Hold(null, null, null),
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
    timeline.append(
        List.of(
            new TimelineStore.Line(
                id,
                new TimelineEntry(
                    at, Source.INBOUND, MessageStatus.RECEIVED, null, null, "Received"))));
    progress.announceNew(message);
    return sender(text).flatMap(from -> hear(text, from));
  }

  /** Empty for a short code or a name, which belong to no person who could opt out. */
  private static Optional<PhoneNumber> sender(InboundText text) {
    try {
      return Optional.of(PhoneNumber.parse(text.from()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> hear(InboundText text, PhoneNumber from) {
    return consents.hear(
        new HeardText(
            text.account(),
            from,
            text.to(),
            text.serviceSid(),
            text.body(),
            text.optOutType(),
            text.twilioSid(),
            text.receivedAt()));
  }
}
