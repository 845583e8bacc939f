// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.world.World;
import java.util.List;

/** What Twilio checks before it takes a message, and with which code it refuses. */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "api/errors")
final class MessageRules {
  private static final int MAX_BODY = 1600;
  private static final int MAX_MEDIA = 10;
  private static final int MAX_VALIDITY_SECONDS = 36_000;

  private final World world;

  MessageRules(World world) {
    this.world = world;
  }

  /**
   * The message that the form asks for.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  MessageDraft check(Account account, Parameters form) {
    var to = form.getOrEmpty("To");
    if (to.isEmpty()) {
      throw Refusal.badRequest(21604, "A 'To' phone number is required.");
    }
    var from = form.getOrEmpty("From");
    var service = form.getOrEmpty("MessagingServiceSid");
    if (from.isEmpty() && service.isEmpty()) {
      throw Refusal.badRequest(21603, "A 'From' phone number is required.");
    }
    if (!service.isEmpty()) {
      throw Refusal.badRequest(21701, "The Messaging Service does not exist: " + service);
    }
    if (!form.getOrEmpty("ScheduleType").isEmpty() || !form.getOrEmpty("SendAt").isEmpty()) {
      throw Refusal.badRequest(35118, "MessagingServiceSid is required to schedule a message");
    }
    if (!form.getOrEmpty("FallbackFrom").isEmpty()) {
      throw Refusal.badRequest(21664, "'FallbackFrom' cannot be used with a 'From' sender");
    }
    checkContent(form);
    var statusCallback = form.getOrEmpty("StatusCallback");
    if (!statusCallback.isEmpty() && !WebAddress.isCallback(statusCallback)) {
      throw Refusal.badRequest(
          21609, "The 'StatusCallback' URL " + statusCallback + " is not a valid URL.");
    }
    checkValidity(form.getOrEmpty("ValidityPeriod"));
    if (account.isTest()) {
      TestNumbers.checkMessage(from, to);
    }
    checkNumbers(account, from, to);
    return new MessageDraft(
        account,
        Direction.OUTBOUND_API,
        from,
        to,
        form.getOrEmpty("Body"),
        form.all("MediaUrl"),
        statusCallback.isEmpty() ? null : statusCallback);
  }

  private void checkNumbers(Account account, String from, String to) {
    if (from.indexOf(':') >= 0 || to.indexOf(':') >= 0) {
      throw Refusal.badRequest(
          63007, "Twilio could not find a Channel with the specified From address");
    }
    if (!PhoneNumbers.isPossible(to)) {
      throw Refusal.badRequest(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (from.equals(to)) {
      throw Refusal.badRequest(21266, "'To' and 'From' numbers cannot be the same");
    }
    if (account.isTest()) {
      return;
    }
    if (PhoneNumbers.isAlphanumericSender(from)) {
      if (PhoneNumbers.isNorthAmerican(to)) {
        throw Refusal.badRequest(
            21612, "Message cannot be sent with the current combination of 'To' and 'From'");
      }
    } else if (!PhoneNumbers.isPossible(from)) {
      throw Refusal.badRequest(
          21212, "The 'From' number " + from + " is not a valid phone number or sender.");
    } else if (!world.numbers().owns(account, from)) {
      throw Refusal.badRequest(
          21606,
          "The 'From' phone number "
              + from
              + " is not a valid, message-capable number of this account.");
    }
    if (world.optOuts().isBlocked(from, to)) {
      throw Refusal.badRequest(21610, "Attempt to send to unsubscribed recipient");
    }
  }

  private static void checkContent(Parameters form) {
    var body = form.get("Body");
    var media = form.all("MediaUrl");
    if (!form.getOrEmpty("ContentSid").isEmpty()) {
      throw Refusal.badRequest(21655, "The ContentSid is invalid");
    }
    if (body == null && media.isEmpty()) {
      throw Refusal.badRequest(21619, "A text message body or media urls must be specified.");
    }
    if ((body == null || body.isEmpty()) && media.isEmpty()) {
      throw Refusal.badRequest(21602, "Message body is required.");
    }
    if (body != null
        && body.length() > MAX_BODY
        && body.codePointCount(0, body.length()) > MAX_BODY) {
      throw Refusal.badRequest(
          21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    checkMedia(media);
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

  private static void checkValidity(String seconds) {
    if (!seconds.isEmpty() && !isValidity(seconds)) {
      throw Refusal.badRequest(
          21624, "The validity period must be from 1 to " + MAX_VALIDITY_SECONDS + " seconds");
    }
  }

  private static boolean isValidity(String seconds) {
    try {
      int value = Integer.parseInt(seconds);
      return value >= 1 && value <= MAX_VALIDITY_SECONDS;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
