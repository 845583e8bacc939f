// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.content.Rendering;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.ContentTypes;
import io.trunkline.emulator.message.SmartEncoding;
import io.trunkline.emulator.sender.MessagingService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message is to say and show.
 *
 * @param template whether it is a template that WhatsApp has approved
 */
record MessageContents(String body, List<String> mediaUrls, boolean template) {
  private static final int MAX_BODY = 1600;
  private static final int MAX_MEDIA = 10;

  /**
   * What the form asks for.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  @Seen(
      what = "A message has a body of up to 1600 characters, up to 10 media, or both.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  static MessageContents read(
      Parameters form, @Nullable MessagingService service, Channel channel) {
    if (!form.getOrEmpty("ContentVariables").isEmpty()) {
      throw Refusal.badRequest(21654, "ContentVariables require a ContentSid");
    }
    var body = form.get("Body");
    var media = form.all("MediaUrl");
    if (body == null && media.isEmpty()) {
      throw Refusal.badRequest(21619, "A text message body or media urls must be specified.");
    }
    return checked(body == null ? "" : body, media, false).suited(form, service, channel);
  }

  /**
   * What the template says.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  static MessageContents of(
      Rendering rendering, Parameters form, @Nullable MessagingService service, Channel channel) {
    return switch (rendering) {
      case Rendering.Rendered(var body, var media, var approved) ->
          checked(body, media, approved).suited(form, service, channel);
      case Rendering.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
    };
  }

  private static MessageContents checked(String body, List<String> media, boolean template) {
    if (body.isEmpty() && media.isEmpty()) {
      throw Refusal.badRequest(21602, "Message body is required.");
    }
    if (body.length() > MAX_BODY && body.codePointCount(0, body.length()) > MAX_BODY) {
      throw Refusal.badRequest(
          21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    checkMedia(media);
    return new MessageContents(body, media, template);
  }

  /** As it goes by the channel. */
  private MessageContents suited(
      Parameters form, @Nullable MessagingService service, Channel channel) {
    return channel == Channel.SMS ? encoded(form, service) : captioned();
  }

  @Seen(
      what = "SmartEncoded says whether characters are replaced; without it the service does.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/services/smart-encoding-char-list")
  private MessageContents encoded(Parameters form, @Nullable MessagingService service) {
    boolean smart =
        form.getOrEmpty("SmartEncoded").isEmpty()
            ? service != null && service.is("SmartEncoding")
            : Forms.flag(form, "SmartEncoded");
    return smart ? new MessageContents(SmartEncoding.of(body), mediaUrls, template) : this;
  }

  @Seen(
      what = "WhatsApp shows a body beside pictures, and drops it beside other media.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  private MessageContents captioned() {
    boolean pictures =
        mediaUrls.stream().allMatch(url -> ContentTypes.guess(url).startsWith("image/"));
    return pictures ? this : new MessageContents("", mediaUrls, template);
  }

  private static void checkMedia(List<String> media) {
    if (media.size() > MAX_MEDIA) {
      throw Refusal.badRequest(21623, "Number of media files exceeds allowed limit");
    }
    for (var url : media) {
      if (!WebAddress.isHttp(url)) {
        throw Refusal.badRequest(
            21620, "Media urls: " + url + " are invalid. Use only valid http and https urls");
      }
    }
  }
}
