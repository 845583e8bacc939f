// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.number.Places;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The parameters that Twilio sends about a message. */
final class MessageForms {
  private static final String API_VERSION = "2010-04-01";
  private static final DateTimeFormatter DONE_DATE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  private MessageForms() {}

  /**
   * The status callback for the status it has now.
   *
   * @param channelSid of the sender, if it goes by a channel; empty for none
   */
  @Seen(
      what = "A status is told with both old and new names of message and status.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/track-outbound-message-status")
  static CallbackForm status(EmulatedMessage message, String channelSid) {
    var state = message.state();
    var status = state.status();
    var form = new CallbackForm();
    if (status == MessageStatus.DELIVERED || status == MessageStatus.UNDELIVERED) {
      form.add("RawDlrDoneDate", DONE_DATE.format(state.updated()));
    }
    form.add("SmsSid", message.sid())
        .add("SmsStatus", status.wire())
        .add("MessageStatus", status.wire())
        .add("To", message.to())
        .add("MessageSid", message.sid())
        .add("AccountSid", message.account().sid())
        .add("From", message.from())
        .add("ApiVersion", API_VERSION);
    var serviceSid = message.terms().serviceSid();
    if (serviceSid != null) {
      form.add("MessagingServiceSid", serviceSid);
    }
    var errorCode = state.errorCode();
    if (errorCode != null) {
      form.add("ErrorCode", errorCode.toString()).add("ErrorMessage", ErrorTitles.of(errorCode));
    }
    if (message.channel() != Channel.SMS) {
      addChannel(form, message, channelSid);
    }
    return form;
  }

  @Seen(
      what = "Over a channel a status comes with the channel, its own words and READ.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/track-outbound-message-status")
  private static void addChannel(CallbackForm form, EmulatedMessage message, String channelSid) {
    var state = message.state();
    var errorCode = state.errorCode();
    form.add("ChannelPrefix", message.channel().name().toLowerCase(Locale.ROOT))
        .add("ChannelInstallSid", channelSid);
    if (errorCode != null) {
      form.add("ChannelStatusMessage", ErrorTitles.of(errorCode));
    }
    if (state.status() == MessageStatus.READ) {
      form.add("EventType", "READ");
    }
  }

  /**
   * The request for TwiML about an inbound message.
   *
   * @param accountUrl the address of the message's account, which its media are below
   */
  @Seen(
      what = "A text that came in is told with sender, recipient, places, media and segments.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/webhook-request")
  static CallbackForm inbound(EmulatedMessage message, String accountUrl) {
    var form =
        new CallbackForm()
            .add("SmsMessageSid", message.sid())
            .add("NumMedia", Integer.toString(message.media().size()))
            .add("SmsSid", message.sid())
            .add("SmsStatus", message.state().status().wire())
            .add("Body", message.state().body())
            .add("To", message.to())
            .add("NumSegments", Integer.toString(message.segments()))
            .add("MessageSid", message.sid())
            .add("AccountSid", message.account().sid())
            .add("From", message.from())
            .add("ApiVersion", API_VERSION);
    if (Channel.of(message.to()) == Channel.SMS) {
      addPlaces(form, "From", Places.of(message.from()));
      addPlaces(form, "To", Places.of(message.to()));
    } else {
      addPerson(form, message);
    }
    var serviceSid = message.terms().serviceSid();
    if (serviceSid != null) {
      form.add("MessagingServiceSid", serviceSid);
    }
    int index = 0;
    for (var media : message.media()) {
      var url = accountUrl + "/Messages/" + message.sid() + "/Media/" + media.sid();
      form.add("MediaContentType" + index, media.contentType()).add("MediaUrl" + index, url);
      index++;
    }
    return form;
  }

  private static void addPlaces(CallbackForm form, String side, Places.Place place) {
    form.add(side + "Country", place.country())
        .add(side + "State", place.state())
        .add(side + "City", place.city())
        .add(side + "Zip", place.zip());
  }

  @Seen(
      what = "WhatsApp says who wrote, by profile name and number.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/webhook-request")
  private static void addPerson(CallbackForm form, EmulatedMessage message) {
    var digits = Channel.number(message.from()).substring(1);
    var media = message.media();
    var kind = media.isEmpty() ? "text" : media.getFirst().contentType().split("/")[0];
    form.add("ProfileName", "Person " + digits.substring(Math.max(0, digits.length() - 4)))
        .add("WaId", digits)
        .add("MessageType", kind.equals("application") ? "document" : kind);
  }
}
