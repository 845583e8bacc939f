// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.carrier.WhatsApp;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.world.World;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From whom an account may send a message, and whether that sender gets it there. */
final class SenderRules {
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");

  private final World world;

  SenderRules(World world) {
    this.world = world;
  }

  /**
   * Looks at the sender.
   *
   * @param service null if the message goes through none
   * @param from empty if the service is to choose
   * @throws Refusal with Twilio's code
   */
  void check(Account account, @Nullable MessagingService service, String from, String to) {
    if (from.isEmpty()) {
      checkPool(service);
      return;
    }
    if (from.equals(to)) {
      throw Channel.of(to) == Channel.SMS
          ? Refusal.badRequest(21266, "'To' and 'From' numbers cannot be the same")
          : Refusal.badRequest(63031, "A channel's message cannot have the same 'From' and 'To'");
    }
    checkChannel(account, from, to);
    if (account.isTest()) {
      return;
    }
    if (service != null) {
      checkMember(service, from);
    }
    if (Channel.of(from) == Channel.SMS) {
      checkSms(account, from, to);
    }
  }

  /** What can only be known for a message that leaves now. */
  void checkReadiness(String from, String to) {
    if (world.optOuts().isBlocked(from, to)) {
      throw Refusal.badRequest(21610, "Attempt to send to unsubscribed recipient");
    }
    if (world.queues().isFull(from)) {
      throw Refusal.badRequest(
          21611, "The 'From' number " + from + " has exceeded its number of queued messages");
    }
  }

  private void checkPool(@Nullable MessagingService service) {
    if (service != null && world.services().senders(service).isEmpty()) {
      throw Refusal.badRequest(21704, "The Messaging Service contains no phone numbers");
    }
  }

  @Seen(
      what = "With both a service and a sender, the sender must be one of the service's pool.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21711")
  private void checkMember(MessagingService service, String from) {
    boolean member =
        world.services().senders(service).stream()
            .anyMatch(sender -> sender.address().equals(from));
    if (!member) {
      throw Refusal.badRequest(
          21711, from + " is not associated with the Messaging Service " + service.sid());
    }
  }

  @Seen(
      what = "A channel's address is texted from a sender of that channel only.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21910")
  private void checkChannel(Account account, String from, String to) {
    var channel = Channel.of(from);
    if (channel != Channel.SMS && !isOwn(account, from)) {
      throw Refusal.badRequest(
          63007, "Twilio could not find a Channel with the specified From address");
    }
    if (channel != Channel.of(to)) {
      throw Refusal.badRequest(21910, "'From' and 'To' should be of the same channel");
    }
  }

  private boolean isOwn(Account account, String address) {
    return address.equals(WhatsApp.SANDBOX)
        || world
            .channelSenders()
            .find(address)
            .filter(sender -> sender.accountSid().equals(account.sid()))
            .isPresent();
  }

  private void checkSms(Account account, String from, String to) {
    if (SHORT_CODE.matcher(from).matches()) {
      checkShortCode(account, from, to);
    } else if (PhoneNumbers.isAlphanumericSender(from)) {
      if (PhoneNumbers.isNorthAmerican(to)) {
        throw Refusal.badRequest(
            21612, "Message cannot be sent with the current combination of 'To' and 'From'");
      }
    } else if (!PhoneNumbers.isPossible(from)) {
      throw Refusal.badRequest(
          21212, "The 'From' number " + from + " is not a valid phone number or sender.");
    } else {
      var number = world.numbers().find(from).orElseThrow(() -> unknown(from));
      checkOwner(account, from, number.accountSid());
    }
  }

  @Seen(
      what = "A short code reaches its own country only.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21659")
  private void checkShortCode(Account account, String from, String to) {
    var code = world.shortCodes().find(from).orElseThrow(() -> unknown(from));
    checkOwner(account, from, code.accountSid());
    if (Countries.of(to).filter(home -> home.iso().equals(code.country())).isEmpty()) {
      throw Refusal.badRequest(21659, "The short code " + from + " is of another country");
    }
  }

  @Seen(
      what = "A sender of another account is refused with 21660, one of nobody with 21606.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21660")
  private static void checkOwner(Account account, String from, String owner) {
    if (!owner.equals(account.sid())) {
      throw Refusal.badRequest(21660, "The 'From' number " + from + " is of another account");
    }
  }

  private static Refusal unknown(String from) {
    return Refusal.badRequest(
        21606,
        "The 'From' phone number "
            + from
            + " is not a valid, message-capable number of this account.");
  }
}
