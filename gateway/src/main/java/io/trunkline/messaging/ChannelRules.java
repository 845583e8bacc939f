// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static java.util.stream.Collectors.toMap;

import io.trunkline.conversations.Contact;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.media.Media;
import io.trunkline.media.MediaQuestion;
import io.trunkline.problem.Refusal;
import io.trunkline.templates.Templates;
import io.trunkline.twilio.ApprovalStatus;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.OutboundCall;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each channel can carry, and when. */
final class ChannelRules {

  private final Media media;
  private final Conversations conversations;
  private final Templates templates;

  ChannelRules(Media media, Conversations conversations, Templates templates) {
    this.media = media;
    this.conversations = conversations;
    this.templates = templates;
  }

  /** Refuses what the channel of a draft cannot carry. */
  void ask(List<Draft> drafts, Instant now) {
    for (var draft : drafts) {
      askMedia(draft);
      if (draft.channel() == Channel.VOICE) {
        askWords(draft);
      }
    }
    var free = drafts.stream().filter(ChannelRules::isFreeWhatsApp).toList();
    var lastInbound =
        free.isEmpty()
            ? Map.<ConversationKey, Instant>of()
            : conversations.lastInbound(free.stream().map(ChannelRules::conversation).toList());
    for (var draft : free) {
      var refusal = windowClosed(draft, lastInbound.get(conversation(draft)), now);
      if (refusal != null) {
        draft.refuse(refusal);
      }
    }
  }

  /**
   * The senders of ours that the recipients of WhatsApp messages may be freely written to from, the
   * best first; without those who may be so from none.
   */
  Map<Draft, List<String>> openWindows(List<Draft> drafts, Instant now) {
    var contacts =
        drafts.stream()
            .filter(draft -> draft.channel() == Channel.WHATSAPP)
            .collect(toMap(Function.identity(), ChannelRules::contact));
    var heard = conversations.openWindows(contacts.values(), now);
    var senders = new HashMap<Draft, List<String>>();
    contacts.forEach(
        (draft, contact) -> senders.put(draft, heard.getOrDefault(contact, List.of())));
    return senders;
  }

  private static Contact contact(Draft draft) {
    return new Contact(draft.account(), draft.channel(), draft.request().to().e164());
  }

  private static void askWords(Draft draft) {
    var content = draft.content();
    var pin = content.template();
    if (!OutboundCall.canSay(content.body(), pin == null ? null : pin.language())) {
      draft.refuse(
          Refusal.at(
              MessageRefusal.BODY_TOO_LONG, "/body", "is empty or too long to be read aloud"));
    }
  }

  private void askMedia(Draft draft) {
    var content = draft.content();
    var files = content.media().stream().map(URI::create).toList();
    if (files.isEmpty()) {
      return;
    }
    if (content.contentSid() != null && draft.channel().carriesContent()) {
      draft.refuse(
          Refusal.at(
              MessageRefusal.INVALID_MEDIA,
              "/media_urls",
              "cannot go beside the content of a template, which brings its own"));
      return;
    }
    media
        .check(
            new MediaQuestion(
                draft.account(), files, draft.channel(), !content.body().isEmpty(), draft.found()))
        .forEach(draft::refuse);
  }

  /**
   * Whether it is WhatsApp that only somebody who has just written may get. Where a Messaging
   * Service chooses the sender, and with it the conversation, Twilio has the say.
   */
  private static boolean isFreeWhatsApp(Draft draft) {
    return draft.isGood() && draft.channel() == Channel.WHATSAPP && draft.speaker() != null;
  }

  private static ConversationKey conversation(Draft draft) {
    return new ConversationKey(
        draft.account(),
        Channel.WHATSAPP,
        Objects.requireNonNull(draft.speaker()),
        draft.request().to().e164());
  }

  /** Facts: WhatsApp, 24-hour window (63016). */
  private @Nullable Refusal windowClosed(Draft draft, @Nullable Instant lastInbound, Instant now) {
    if (lastInbound != null && Conversations.isWindowOpen(lastInbound, now)) {
      return null;
    }
    var contentSid = draft.content().contentSid();
    if (contentSid == null) {
      return Refusal.at(
          MessageRefusal.OUTSIDE_WINDOW,
          "/to",
          lastInbound == null
              ? "has never written to this WhatsApp sender: only an approved template may go there"
              : "last wrote to this WhatsApp sender at %s, more than 24 hours ago: only an approved"
                      .formatted(lastInbound)
                  + " template may go there");
    }
    var approval = templates.approval(draft.account(), contentSid);
    if (approval.isEmpty()) {
      return Refusal.at(
          MessageRefusal.TEMPLATE_NOT_APPROVED,
          "/template",
          "is linked to content of which WhatsApp's approval is not known yet: sync it");
    }
    return approval.get().status() == ApprovalStatus.APPROVED
        ? null
        : Refusal.at(
            MessageRefusal.TEMPLATE_NOT_APPROVED,
            "/template",
            "is %s at WhatsApp: outside the 24 hours only an approved one may go"
                .formatted(MessageStore.lower(approval.get().status())));
  }
}
