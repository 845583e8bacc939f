// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.callbacks.Callbacks;
import io.trunkline.media.Media;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageId;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.OutboundCall;
import io.trunkline.twilio.OutboundContent;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The one request to Twilio that a message is. */
final class HandoverRequests {

  private final Callbacks callbacks;
  private final Media media;
  private final Twilio twilio;
  private final Clock clock;

  HandoverRequests(Callbacks callbacks, Media media, Twilio twilio, Clock clock) {
    this.callbacks = callbacks;
    this.media = media;
    this.twilio = twilio;
    this.clock = clock;
  }

  /** Whether it may be put, asked just before. */
  boolean mayBePut(Handover handover) {
    return handover.mayBePut(clock.instant(), twilio.longestCall());
  }

  /**
   * Makes it ready to be put. Empty if it cannot be: a file is not kept any more, or has no public
   * address.
   */
  Optional<Supplier<TwilioAnswer>> of(Handover handover) {
    if (handover.channel() == Channel.VOICE) {
      return Optional.of(() -> twilio.createCall(handover.account(), call(handover)));
    }
    var asked = handover.content().media().stream().map(URI::create).toList();
    var addresses = media.addresses(handover.account(), asked);
    if (!addresses.keySet().containsAll(asked)) {
      return Optional.empty();
    }
    var files = asked.stream().map(addresses::get).toList();
    return Optional.of(() -> twilio.createMessage(handover.account(), message(handover, files)));
  }

  private OutboundCall call(Handover handover) {
    var template = handover.content().template();
    return new OutboundCall(
        handover.from(),
        handover.to(),
        handover.content().body(),
        template == null ? null : template.language(),
        callbacks.reportUrl(callPath(handover.id())).orElse(null));
  }

  private OutboundMessage message(Handover handover, List<URI> files) {
    var content = handover.content();
    var passOnUntil = handover.passOnUntil();
    return new OutboundMessage(
        handover.channel(),
        handover.from(),
        handover.member(),
        handover.to(),
        content.body(),
        files,
        content.contentSid() == null
            ? null
            : new OutboundContent(content.contentSid(), content.contentVariables()),
        passOnUntil == null ? null : Duration.between(clock.instant(), passOnUntil),
        callbacks.reportUrl(messagePath(handover.id())).orElse(null));
  }

  /** Where Twilio reports what has become of it. */
  static List<String> statusPaths(MessageId id) {
    return List.of(messagePath(id), callPath(id));
  }

  private static String messagePath(MessageId id) {
    return "/twilio/messages/" + id + "/status";
  }

  private static String callPath(MessageId id) {
    return "/twilio/calls/" + id + "/status";
  }
}
