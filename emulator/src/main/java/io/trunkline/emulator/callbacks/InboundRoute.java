// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Terms;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.sender.ChannelSender;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.ShortCode;
import io.trunkline.emulator.world.World;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whose a text is that came to one of our senders, and who is asked what to do with it.
 *
 * @param service the one whose pool the number or code is in, null for none
 * @param hook who is asked
 */
record InboundRoute(Account account, @Nullable MessagingService service, Hook hook) {
  /**
   * A webhook and the one that stands in for it.
   *
   * @param url empty for none
   * @param fallbackUrl empty for none
   */
  record Hook(String url, String method, String fallbackUrl, String fallbackMethod) {
    Hook {
      method = method.isEmpty() ? "POST" : method;
      fallbackMethod = fallbackMethod.isEmpty() ? "POST" : fallbackMethod;
    }

    private static Hook ofSender(UnaryOperator<String> setting) {
      return new Hook(
          setting.apply("SmsUrl"),
          setting.apply("SmsMethod"),
          setting.apply("SmsFallbackUrl"),
          setting.apply("SmsFallbackMethod"));
    }

    private static Hook of(MessagingService service) {
      return new Hook(
          service.setting("InboundRequestUrl"),
          service.setting("InboundMethod"),
          service.setting("FallbackUrl"),
          service.setting("FallbackMethod"));
    }
  }

  /** The route of texts to the number, short code or channel's address; empty if nobody has it. */
  static Optional<InboundRoute> find(World world, String to) {
    var ofNumber = world.numbers().find(to).flatMap(number -> of(world, to, number));
    return ofNumber
        .or(() -> world.shortCodes().find(to).flatMap(code -> of(world, to, code)))
        .or(() -> world.channelSenders().find(to).flatMap(sender -> of(world, to, sender)));
  }

  private static Optional<InboundRoute> of(World world, String to, ChannelSender sender) {
    return of(world, to, sender.accountSid(), new Hook(sender.url(), "", "", ""));
  }

  private static Optional<InboundRoute> of(World world, String to, OwnedNumber number) {
    return of(world, to, number.accountSid(), Hook.ofSender(number::setting));
  }

  private static Optional<InboundRoute> of(World world, String to, ShortCode code) {
    return of(world, to, code.accountSid(), Hook.ofSender(code::setting));
  }

  @Seen(
      what = "A service's webhook stands in for those of its numbers, unless it leaves it to them.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_messaging_v1")
  private static Optional<InboundRoute> of(World world, String to, String accountSid, Hook own) {
    var service = world.services().serviceOf(to).orElse(null);
    var hook = service == null || leavesItToNumbers(service) ? own : Hook.of(service);
    return world
        .accounts()
        .find(accountSid)
        .map(account -> new InboundRoute(account, service, hook));
  }

  /** Whether Twilio throws texts away that come this way: it asks nobody and shows them nobody. */
  @Seen(
      what = "A service without an inbound URL throws away what its numbers get.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_messaging_v1")
  boolean isClosed() {
    return service != null && !leavesItToNumbers(service) && hook.url.isEmpty();
  }

  private static boolean leavesItToNumbers(MessagingService service) {
    return service.is("UseInboundWebhookOnNumber");
  }

  /** The terms of what comes and goes this way. */
  Terms terms() {
    return service == null ? Terms.USUAL : Terms.through(service.sid());
  }
}
