// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.conversations.Contact;
import io.trunkline.conversations.Conversations;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.numbers.Numbers;
import io.trunkline.numbers.SenderChoice;
import io.trunkline.numbers.SenderQuestion;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Finds another sender for a message that Twilio does not take from its own. */
final class OtherSenders {

  private final Numbers numbers;
  private final Conversations conversations;
  private final Clock clock;

  OtherSenders(Numbers numbers, Conversations conversations, Clock clock) {
    this.numbers = numbers;
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * The next sender of its pool that has not been tried, on WhatsApp the one that the recipient has
   * lately written to; empty if there is none.
   */
  Optional<Change.Rerouting> after(Handover handover) {
    var failed = numbers.find(handover.account(), handover.from());
    if (handover.pool() == null || failed.isEmpty()) {
      return Optional.empty();
    }
    var tried = new HashSet<>(handover.sendersTried());
    tried.add(failed.get().id());
    var question =
        new SenderQuestion(
                handover.account(), handover.pool(), handover.to(), handover.channel(), tried)
            .preferring(openWindows(handover));
    return numbers.choose(List.of(question)).get(question)
            instanceof SenderChoice.Chosen(var sender, var lane, _)
        ? Optional.of(new Change.Rerouting(sender.address(), lane, failed.get().id()))
        : Optional.empty();
  }

  /** From the others Twilio may take it, but WhatsApp would not. */
  private List<String> openWindows(Handover handover) {
    if (handover.channel() != Channel.WHATSAPP) {
      return List.of();
    }
    var contact = new Contact(handover.account(), handover.channel(), handover.to().e164());
    return conversations
        .openWindows(List.of(contact), clock.instant())
        .getOrDefault(contact, List.of());
  }
}
