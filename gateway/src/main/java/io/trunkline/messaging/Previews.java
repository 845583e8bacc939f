// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.QueueDepths;
import io.trunkline.messaging.MessagePreview.Forcing;
import io.trunkline.messaging.MessagePreview.Warning;
import io.trunkline.numbers.Numbers;
import io.trunkline.segments.Encoding;
import io.trunkline.segments.Segments;
import io.trunkline.segments.SmartEncoding;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks all that accepting a message asks, and writes nothing. */
final class Previews {

  /** Twilio, glossary/what-sms-character-limit, 2026-11. */
  private static final int MOST_SEGMENTS = 10;

  private final Drafting drafting;
  private final Numbers numbers;
  private final QueueDepths depths;
  private final Clock clock;

  /**
   * @param drafting whose choices of senders do not last
   */
  Previews(Drafting drafting, Numbers numbers, QueueDepths depths, Clock clock) {
    this.drafting = drafting;
    this.numbers = numbers;
    this.depths = depths;
    this.clock = clock;
  }

  /**
   * @throws io.trunkline.problem.RefusalException as accepting it would
   */
  MessagePreview of(Draft.Order order) {
    var now = Storage.storable(clock.instant());
    var drafts = drafting.begin(List.of(order), now);
    drafting.complete(drafts.stream().filter(Draft::isGood).toList(), now);
    var draft = drafts.getFirst();
    var message = draft.result().orThrow();
    var eta = eta(draft, message, now);
    return new MessagePreview(
        message,
        draft.chosen().why(),
        Segments.forcing(message.body()).stream()
            .map(index -> new Forcing(index, character(message.body(), index)))
            .toList(),
        eta,
        draft.ruling(),
        warnings(draft, eta));
  }

  private static String character(String body, int index) {
    return Character.toString(body.codePointAt(index));
  }

  private Instant eta(Draft draft, Message message, Instant now) {
    var lane = draft.chosen().lane();
    var turn =
        numbers.lanes().stream()
            .filter(one -> one.id().equals(lane))
            .findFirst()
            .map(one -> turn(one, message))
            .orElse(now);
    var until = message.hold().until();
    return until != null && until.isAfter(turn) ? until : turn;
  }

  private Instant turn(Lane lane, Message message) {
    var purpose = message.purpose();
    return depths.eta(lane, purpose == null ? 0 : purpose.priority(), 0);
  }

  private static boolean isOfUnknownType(String entry) {
    return URI.create(entry).isAbsolute();
  }

  private static List<Warning> warnings(Draft draft, Instant eta) {
    var message = draft.message();
    var warnings = new ArrayList<Warning>(draft.warnings());
    var expiresAt = message.hold().expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(eta)) {
      warnings.add(
          new Warning(
              "expires_before_its_turn",
              "It is worth sending until %s, and its turn comes about %s"
                  .formatted(expiresAt, eta)));
    }
    if (message.encoding() == Encoding.UCS_2) {
      int plain = Drafting.segments(draft, SmartEncoding.apply(message.body())).count();
      if (plain < message.segments()) {
        warnings.add(
            new Warning(
                "plain_characters_are_cheaper",
                "%d segments; with plain quotes, dashes and spaces it has %d"
                    .formatted(message.segments(), plain)));
      }
    }
    if (message.segments() > MOST_SEGMENTS) {
      warnings.add(
          new Warning(
              "more_than_ten_segments",
              "%d segments; what goes beyond ten may not arrive".formatted(message.segments())));
    }
    if (message.channel() == Channel.WHATSAPP
        && !message.body().isEmpty()
        && message.content().media().stream().anyMatch(Previews::isOfUnknownType)) {
      warnings.add(
          new Warning(
              "text_may_be_left_out",
              "WhatsApp shows a text beside a picture only, and what the URL leads to is not"
                  + " known"));
    }
    if (message.cost().estimated() == null) {
      warnings.add(new Warning("price_unknown", "Twilio's price for it is not known here (yet)"));
    }
    return warnings;
  }
}
