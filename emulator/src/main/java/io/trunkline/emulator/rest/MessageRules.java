// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.world.World;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Twilio checks before it takes a message, and with which code it refuses. */
@Seen(
    what = "Each refusal of a message has its code",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors")
final class MessageRules {
  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,6}");

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
    var service = service(account, form.getOrEmpty("MessagingServiceSid"));
    if (from.isEmpty() && service == null) {
      throw Refusal.badRequest(21603, "A 'From' phone number is required.");
    }
    checkFallback(form, service);
    var terms = MessageTerms.read(form, service, world.clock().now());
    var contents = MessageContents.read(form);
    var callback = statusCallback(form, service);
    if (account.isTest()) {
      TestNumbers.checkMessage(from, to);
    }
    checkRecipient(to, form);
    if (!from.isEmpty()) {
      checkSender(account, from, to);
      if (!account.isTest() && terms.sendAt() == null) {
        checkReadiness(from, to);
      }
    }
    return new MessageDraft(
        account,
        Direction.OUTBOUND_API,
        from,
        to,
        contents.body(),
        contents.mediaUrls(),
        callback,
        terms);
  }

  private @Nullable MessagingService service(Account account, String sid) {
    if (sid.isEmpty()) {
      return null;
    }
    if (!SERVICE.matcher(sid).matches()) {
      throw Refusal.badRequest(21705, "The Messaging Service is invalid: " + sid);
    }
    return world
        .services()
        .find(account, sid)
        .orElseThrow(
            () -> Refusal.badRequest(21701, "The Messaging Service does not exist: " + sid));
  }

  private static void checkFallback(Parameters form, @Nullable MessagingService service) {
    if (form.getOrEmpty("FallbackFrom").isEmpty()) {
      return;
    }
    if (!form.getOrEmpty("From").isEmpty()) {
      throw Refusal.badRequest(21664, "'FallbackFrom' cannot be used with a 'From' sender");
    }
    if (service == null) {
      throw Refusal.badRequest(21666, "'FallbackFrom' requires MessagingServiceSid");
    }
    throw Refusal.badRequest(21667, "'FallbackFrom' requires a service with an RCS sender");
  }

  @Seen(
      what = "A message's own status callback wins over its service's",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  private static @Nullable String statusCallback(
      Parameters form, @Nullable MessagingService service) {
    var own = form.getOrEmpty("StatusCallback");
    if (own.isEmpty()) {
      var general = service == null ? "" : service.setting("StatusCallback");
      return general.isEmpty() ? null : general;
    }
    if (!WebAddress.isCallback(own)) {
      throw Refusal.badRequest(21609, "The 'StatusCallback' URL " + own + " is not a valid URL.");
    }
    return own;
  }

  private void checkRecipient(String to, Parameters form) {
    if (to.indexOf(':') >= 0) {
      throw noChannel();
    }
    if (SHORT_CODE.matcher(to).matches()) {
      throw Refusal.badRequest(21265, "'To' number cannot be a Short Code: " + to);
    }
    if (!PhoneNumbers.isPossible(to)) {
      throw Refusal.badRequest(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (isLandline(to) && !isTriedAnyway(to) && !Forms.flag(form, "ForceDelivery")) {
      throw Refusal.badRequest(21635, "'To' number cannot be a landline: " + to);
    }
  }

  private boolean isLandline(String number) {
    return world
        .handsets()
        .find(number)
        .filter(handset -> handset.profile().line() == LineType.LANDLINE)
        .isPresent();
  }

  @Seen(
      what = "Landlines are tried in the US, Canada and the UK, and refused elsewhere",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21635")
  private static boolean isTriedAnyway(String number) {
    return PhoneNumbers.isNorthAmerican(number) || number.startsWith("+44");
  }

  private void checkSender(Account account, String from, String to) {
    if (from.indexOf(':') >= 0) {
      throw noChannel();
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
  }

  /** What can only be known for a message that leaves now. */
  private void checkReadiness(String from, String to) {
    if (world.optOuts().isBlocked(from, to)) {
      throw Refusal.badRequest(21610, "Attempt to send to unsubscribed recipient");
    }
    if (world.queues().isFull(from)) {
      throw Refusal.badRequest(
          21611, "The 'From' number " + from + " has exceeded its number of queued messages");
    }
  }

  private static Refusal noChannel() {
    return Refusal.badRequest(
        63007, "Twilio could not find a Channel with the specified From address");
  }
}
