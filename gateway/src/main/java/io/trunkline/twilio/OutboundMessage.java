// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.phone.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to hand over. It has a body, media, or content of Twilio's.
 *
 * @param channel any but {@link Channel#VOICE}. {@link Channel#RCS} is RCS alone: who wants
 *     Twilio's own falling back to a text sends an {@link Channel#SMS} through a Messaging Service
 *     with an RCS sender.
 * @param from as Twilio writes the sender: a number in E.164, a short code, an alphanumeric sender,
 *     an address of the channel ({@code whatsapp:+1…}, {@code rcs:…}), or the SID of a Messaging
 *     Service ({@code MG…})
 * @param member from which of its senders a Messaging Service is to send, written like {@code
 *     from}; if null, it picks one. Of no account for other senders.
 * @param body up to 1600 characters, empty if there is none; not sent beside content, which brings
 *     its own; never printed
 * @param media where Twilio fetches up to ten files from
 * @param validFor how long Twilio may keep it in its queue, cut to whole seconds between one second
 *     and ten hours; ten hours if absent
 * @param statusCallback where Twilio reports what becomes of it; nowhere if absent
 */
public record OutboundMessage(
    Channel channel,
    String from,
    @Nullable String member,
    PhoneNumber to,
    String body,
    List<URI> media,
    @Nullable OutboundContent content,
    @Nullable Duration validFor,
    @Nullable URI statusCallback) {

  public OutboundMessage {
    media = List.copyOf(media);
    if (channel == Channel.VOICE) {
      throw new IllegalArgumentException("A call is no message");
    }
    if (from.isBlank()) {
      throw new IllegalArgumentException("A message has a sender");
    }
    if (body.isEmpty() && media.isEmpty() && content == null) {
      throw new IllegalArgumentException("A message has a body, media, or content");
    }
  }

  /** A text and nothing else. */
  public static OutboundMessage text(
      String from, PhoneNumber to, String body, @Nullable URI statusCallback) {
    return new OutboundMessage(
        Channel.SMS, from, null, to, body, List.of(), null, null, statusCallback);
  }

  boolean isFromMessagingService() {
    return isMessagingService(from);
  }

  /** Whether what something is sent from is the SID of a Messaging Service. */
  public static boolean isMessagingService(String from) {
    return from.matches("MG[0-9a-fA-F]{32}");
  }

  @Override
  public String toString() {
    return "OutboundMessage[channel=" + channel + ", to=" + to + "]";
  }
}
