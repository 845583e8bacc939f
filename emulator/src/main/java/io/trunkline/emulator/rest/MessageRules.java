// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import io.trunkline.emulator.world.World;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Twilio checks before it takes a message, and with which code it refuses. */
@Seen(
    what = "Each refusal of a message has its code.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors")
final class MessageRules {
  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");

  private final World world;
  private final RecipientRules recipients;
  private final SenderRules senders;

  MessageRules(World world) {
    this.world = world;
    recipients = new RecipientRules(world);
    senders = new SenderRules(world);
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
    var contents = contents(account, form, service, Channel.of(to));
    var callback = statusCallback(form, service);
    if (account.isTest()) {
      TestNumbers.checkMessage(from, to);
    }
    recipients.check(to, Forms.flag(form, "ForceDelivery"));
    senders.check(account, service, from, to);
    if (!account.isTest() && !from.isEmpty() && terms.sendAt() == null) {
      senders.checkReadiness(from, to);
    }
    return new MessageDraft(
        account,
        Direction.OUTBOUND_API,
        from,
        to,
        contents.body(),
        contents.mediaUrls(),
        callback,
        contents.template() ? terms.asTemplate() : terms);
  }

  private MessageContents contents(
      Account account, Parameters form, @Nullable MessagingService service, Channel channel) {
    var contentSid = form.getOrEmpty("ContentSid");
    if (contentSid.isEmpty()) {
      return MessageContents.read(form, service, channel);
    }
    var variables = form.getOrEmpty("ContentVariables");
    var rendering =
        world.contents().render(account, contentSid, variables, channel == Channel.WHATSAPP);
    return MessageContents.of(rendering, form, service, channel);
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

  private void checkFallback(Parameters form, @Nullable MessagingService service) {
    var fallback = form.getOrEmpty("FallbackFrom");
    if (fallback.isEmpty()) {
      return;
    }
    if (!form.getOrEmpty("From").isEmpty()) {
      throw Refusal.badRequest(21664, "'FallbackFrom' cannot be used with a 'From' sender");
    }
    if (service == null) {
      throw Refusal.badRequest(21666, "'FallbackFrom' requires MessagingServiceSid");
    }
    var pool = world.services().senders(service);
    if (pool.stream().noneMatch(PooledSender::isRcs)) {
      throw Refusal.badRequest(21667, "'FallbackFrom' requires a service with an RCS sender");
    }
    if (pool.stream().noneMatch(sender -> sender.address().equals(fallback))) {
      throw Refusal.badRequest(21665, fallback + " is no sender of the service");
    }
  }

  @Seen(
      what = "A message's own status callback wins over its service's.",
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
}
