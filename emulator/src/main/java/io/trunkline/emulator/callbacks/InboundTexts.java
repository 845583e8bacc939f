// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.callbacks.SentCallback.Kind;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Media;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.message.Terms;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.optout.OptOutType;
import io.trunkline.emulator.twiml.MessagingVerb;
import io.trunkline.emulator.twiml.TwimlException;
import io.trunkline.emulator.twiml.TwimlReader;
import io.trunkline.emulator.world.World;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts from people to our numbers: Twilio's own answer, the webhook, and what its TwiML says. */
public final class InboundTexts {
  private static final int OPTED_OUT = 21610;
  private static final int RETRIEVAL_FAILURE = 11200;
  private static final int TOO_MANY_REDIRECTS = 11215;
  private static final Pattern MEDIA = Pattern.compile("https?://|data:");
  private static final int MAX_BODY = 1600;
  private static final int MAX_REDIRECTS = 10;

  private final World world;
  private final CallbackSender callbacks;
  private final Supplier<String> baseUrl;
  private final TwimlReader twiml = new TwimlReader();
  private final LoopGuard loops = new LoopGuard();

  /** The base URL is where this emulator can be reached; media are served below it. */
  public InboundTexts(World world, CallbackSender callbacks, Supplier<String> baseUrl) {
    this.world = world;
    this.callbacks = callbacks;
    this.baseUrl = baseUrl;
  }

  /**
   * A person texts one of our senders, over the channel of its address. Returns as soon as Twilio
   * has the message; the webhook is asked later.
   *
   * @param mediaUrls http, https or {@code data:} URLs
   * @throws IllegalArgumentException if nobody has the number or short code or its account is not
   *     active, the sender is no phone number, or a media URL is of another kind
   */
  public EmulatedMessage receive(String number, String to, String body, List<String> mediaUrls) {
    var route =
        InboundRoute.find(world, to)
            .orElseThrow(() -> new IllegalArgumentException("No account has the number " + to));
    if (!route.account().isActive()) {
      throw new IllegalArgumentException("The account of " + to + " is not active");
    }
    var person = Channel.of(to).address(world.handsets().at(Channel.number(number)).number());
    mediaUrls.forEach(InboundTexts::checkMedia);
    var message = record(route, person, to, body, mediaUrls);
    var heard = world.optOuts().hear(person, to, body);
    heard.answer().ifPresent(answer -> answer(message, answer));
    callbacks.inTurn(person + '>' + to, () -> ask(route, message, heard.type()));
    return message;
  }

  /** A message that has arrived at a sender of some account comes in there. */
  @Seen(
      what = "A text from one Twilio number to another is outbound there and inbound here.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  public void hear(EmulatedMessage message) {
    var route = InboundRoute.find(world, message.to()).filter(found -> found.account().isActive());
    if (message.status() == MessageStatus.DELIVERED
        && route.isPresent()
        && PhoneNumbers.isPossible(Channel.number(message.from()))) {
      var media = message.media().stream().map(Media::source).toList();
      receive(message.from(), message.to(), message.said(), media);
    }
  }

  private EmulatedMessage record(
      InboundRoute route, String person, String to, String body, List<String> mediaUrls) {
    var draft =
        new MessageDraft(
            route.account(), Direction.INBOUND, person, to, body, mediaUrls, null, route.terms());
    var service = route.service();
    if (service != null) {
      world.services().heard(service, person, to);
    }
    return route.isClosed() ? world.carrier().drop(draft) : world.carrier().receive(draft);
  }

  private static void checkMedia(String url) {
    if (!MEDIA.matcher(url).lookingAt()) {
      throw new IllegalArgumentException("A media URL is http, https or data:, not " + url);
    }
  }

  private void answer(EmulatedMessage inbound, String text) {
    world.carrier().send(draft(inbound, inbound.to(), inbound.from(), text, List.of(), null));
  }

  private static MessageDraft draft(
      EmulatedMessage inbound,
      String from,
      String to,
      String body,
      List<String> media,
      @Nullable String statusCallback) {
    var serviceSid = inbound.terms().serviceSid();
    return new MessageDraft(
        inbound.account(),
        Direction.OUTBOUND_REPLY,
        from,
        to,
        body,
        media,
        statusCallback,
        serviceSid == null ? Terms.USUAL : Terms.through(serviceSid));
  }

  private void ask(InboundRoute route, EmulatedMessage message, @Nullable OptOutType optOutType) {
    var hook = route.hook();
    if (hook.url().isEmpty()) {
      return;
    }
    var account = baseUrl.get() + "/2010-04-01/Accounts/" + message.account().sid();
    var form = MessageForms.inbound(message, account);
    if (optOutType != null) {
      form.add("OptOutType", optOutType.name());
    }
    var failure = follow(message, Kind.INBOUND, hook.method(), hook.url(), form);
    if (failure != null && !hook.fallbackUrl().isEmpty()) {
      form.add("ErrorCode", failure.toString()).add("ErrorUrl", hook.url());
      follow(message, Kind.FALLBACK, hook.fallbackMethod(), hook.fallbackUrl(), form);
    }
  }

  /** Asks the URL and does what it says; Twilio's code for what failed, or null if nothing did. */
  private @Nullable Integer follow(
      EmulatedMessage message, Kind kind, String method, String url, CallbackForm form) {
    var next = new MessagingVerb.Redirect(url, method);
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      var step = hop == 0 ? kind : Kind.REDIRECT;
      var answer = callbacks.ask(new Callback(step, message, next.method(), next.url(), form));
      if (!world.accounts().has(message.account())) {
        return null; // The world was reset meanwhile: nobody is left to reply.
      }
      if (answer.problem() != null) {
        return answer.problem();
      }
      if (!answer.isSuccess()) {
        return RETRIEVAL_FAILURE;
      }
      try {
        var verbs = twiml.messaging(answer.contentType(), answer.body());
        var redirect = perform(message, verbs, next.url());
        if (redirect == null) {
          return null;
        }
        next = redirect;
      } catch (TwimlException unusable) {
        return unusable.code();
      }
    }
    return TOO_MANY_REDIRECTS;
  }

  /** Sends the replies; the redirect that ends the document, or null if there is none. */
  private MessagingVerb.@Nullable Redirect perform(
      EmulatedMessage inbound, List<MessagingVerb> verbs, String documentUrl) {
    for (var verb : verbs) {
      switch (verb) {
        case MessagingVerb.Message message -> reply(inbound, message, documentUrl);
        case MessagingVerb.Redirect redirect -> {
          return new MessagingVerb.Redirect(
              Addresses.resolve(documentUrl, redirect.url()), redirect.method());
        }
      }
    }
    return null;
  }

  private void reply(EmulatedMessage inbound, MessagingVerb.Message verb, String documentUrl) {
    if (verb.body().length() > MAX_BODY || (verb.body().isEmpty() && verb.mediaUrls().isEmpty())) {
      return; // Twilio warns with 14103 and sends nothing.
    }
    var from = verb.from().isEmpty() ? inbound.to() : verb.from();
    var to = verb.to().isEmpty() ? inbound.from() : verb.to();
    if (!isOurs(inbound, from) || !PhoneNumbers.isPossible(Channel.number(to))) {
      return; // 14102 and 14101, likewise.
    }
    if (!loops.allow(from, to, world.clock().now())) {
      return; // 14107, likewise.
    }
    var media = verb.mediaUrls().stream().map(url -> Addresses.resolve(documentUrl, url)).toList();
    var draft = draft(inbound, from, to, verb.body(), media, statusUrl(inbound, verb, documentUrl));
    if (world.optOuts().isBlocked(from, to)) {
      world.carrier().refuse(draft, OPTED_OUT);
    } else {
      world.carrier().send(draft);
    }
  }

  private boolean isOurs(EmulatedMessage inbound, String from) {
    var account = inbound.account();
    return from.equals(inbound.to())
        || world.numbers().owns(account, from)
        || world.shortCodes().owns(account, from);
  }

  @Seen(
      what = "A reply reports where its verb says, else where its service says.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/twiml/message")
  private @Nullable String statusUrl(
      EmulatedMessage inbound, MessagingVerb.Message verb, String documentUrl) {
    var url = verb.mediaUrls().isEmpty() ? verb.action() : verb.statusCallback();
    if (!url.isEmpty()) {
      return Addresses.resolve(documentUrl, url);
    }
    return world
        .services()
        .serviceOf(inbound.to())
        .map(service -> service.setting("StatusCallback"))
        .filter(callback -> !callback.isEmpty())
        .orElse(null);
  }
}
