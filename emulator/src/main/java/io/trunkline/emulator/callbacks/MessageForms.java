// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.number.Places;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The parameters that Twilio sends about a message. */
final class MessageForms {
  private static final String API_VERSION = "2010-04-01";
  private static final DateTimeFormatter DONE_DATE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  private MessageForms() {}

  /** The status callback for the status it has now. */
  @Seen(
      what = "A status is told with both old and new names of message and status.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/track-outbound-message-status")
  static CallbackForm status(EmulatedMessage message) {
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
    return form;
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
    var from = Places.of(message.from());
    var to = Places.of(message.to());
    var form =
        new CallbackForm()
            .add("ToCountry", to.country())
            .add("ToState", to.state())
            .add("SmsMessageSid", message.sid())
            .add("NumMedia", Integer.toString(message.media().size()))
            .add("ToCity", to.city())
            .add("FromZip", from.zip())
            .add("SmsSid", message.sid())
            .add("FromState", from.state())
            .add("SmsStatus", message.state().status().wire())
            .add("FromCity", from.city())
            .add("Body", message.state().body())
            .add("FromCountry", from.country())
            .add("To", message.to())
            .add("ToZip", to.zip())
            .add("NumSegments", Integer.toString(message.segments()))
            .add("MessageSid", message.sid())
            .add("AccountSid", message.account().sid())
            .add("From", message.from())
            .add("ApiVersion", API_VERSION);
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
}
