// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Optional;

/** What Twilio takes beside a text, channel by channel. */
final class MediaRules {

  private static final int MIB = 1024 * 1024;

  private final MediaTypes types;

  MediaRules(MediaTypes types) {
    this.types = types;
  }

  /**
   * One of the media of a message.
   *
   * @param index its place among them
   */
  record Item(int index, String type, long size) {}

  /**
   * What all the media of a message together may weigh (twilio.com/docs/messaging/guides/
   * accepted-mime-types, 2026-07). Media make an MMS of an SMS.
   */
  static int largestMessage(Channel channel) {
    return switch (channel) {
      case SMS, MMS -> 5 * MIB;
      case WHATSAPP, RCS -> 16 * MIB;
      case VOICE -> 0;
    };
  }

  /** What one picture may weigh (twilio.com/docs/whatsapp/guidance-whatsapp-media-messages). */
  static int largestImage(Channel channel) {
    return Math.min(largestMessage(channel), 5 * MIB);
  }

  /**
   * What is wrong with the number of them; empty if nothing (twilio.com/docs/messaging/api/
   * media-resource; of WhatsApp: help.twilio.com/articles/360017961894, 2026-11).
   */
  static Optional<Refusal> count(int media, Channel channel) {
    if (media > 0 && channel == Channel.VOICE) {
      return Optional.of(
          Refusal.at(MediaRefusal.UNSUPPORTED_MEDIA, "/media_urls", "cannot be shown in a call"));
    }
    int most = channel == Channel.WHATSAPP ? 1 : 10;
    return media > most
        ? Optional.of(
            Refusal.at(
                MediaRefusal.TOO_MANY_MEDIA,
                "/media_urls",
                "has %d entries; %d are allowed".formatted(media, most)))
        : Optional.empty();
  }

  /** What is wrong with one of them; empty if nothing. */
  Optional<Refusal> single(Item item, Channel channel, boolean besideText) {
    if (!types.isTaken(item.type(), channel)) {
      return Optional.of(
          Refusal.at(
              MediaRefusal.UNSUPPORTED_MEDIA,
              pointer(item.index()),
              "is of a type that this channel does not take"));
    }
    if (channel == Channel.WHATSAPP && besideText && !MediaTypes.isImage(item.type())) {
      return Optional.of(
          Refusal.at(
              MediaRefusal.UNSUPPORTED_MEDIA,
              pointer(item.index()),
              "is no picture: WhatsApp would leave the text beside it out"));
    }
    return MediaTypes.isImage(item.type()) && item.size() > largestImage(channel)
        ? Optional.of(tooLarge(pointer(item.index()), "is a picture", largestImage(channel)))
        : Optional.empty();
  }

  /** What is wrong with those of known size together; empty if nothing. */
  static Optional<Refusal> together(List<Item> items, Channel channel) {
    long sum = items.stream().mapToLong(Item::size).sum();
    return sum > largestMessage(channel)
        ? Optional.of(tooLarge("/media_urls", "has media", largestMessage(channel)))
        : Optional.empty();
  }

  static String pointer(int index) {
    return "/media_urls/" + index;
  }

  private static Refusal tooLarge(String pointer, String what, int most) {
    return Refusal.at(
        MediaRefusal.MEDIA_TOO_LARGE,
        pointer,
        "%s of more than %d MiB".formatted(what, most / MIB));
  }
}
