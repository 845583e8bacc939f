// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.callbacks.SentCallback.Kind;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageDraft;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.twiml.MessagingVerb;
import io.trunkline.emulator.twiml.TwimlException;
import io.trunkline.emulator.twiml.TwimlReader;
import io.trunkline.emulator.world.World;
import java.net.URI;
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

  /** The base URL is where this emulator can be reached; media are served below it. */
  public InboundTexts(World world, CallbackSender callbacks, Supplier<String> baseUrl) {
    this.world = world;
    this.callbacks = callbacks;
    this.baseUrl = baseUrl;
  }

  /**
   * A person texts one of our numbers. Returns as soon as Twilio has the message; the webhook is
   * asked later.
   *
   * @param mediaUrls http, https or {@code data:} URLs
   * @throws IllegalArgumentException if nobody rents the number or its account is not active, the
   *     sender is no phone number, or a media URL is of another kind
   */
  public EmulatedMessage receive(String person, String to, String body, List<String> mediaUrls) {
    var number =
        world
            .numbers()
            .find(to)
            .orElseThrow(() -> new IllegalArgumentException("No account has the number " + to));
    var account = world.accounts().find(number.accountSid()).orElseThrow();
    if (!account.isActive()) {
      throw new IllegalArgumentException("The account of " + to + " is not active");
    }
    world.handsets().at(person);
    mediaUrls.forEach(InboundTexts::checkMedia);
    var message =
        world
            .carrier()
            .receive(
                new MessageDraft(account, Direction.INBOUND, person, to, body, mediaUrls, null));
    world.optOuts().hear(person, to, body).ifPresent(answer -> answer(message, answer));
    callbacks.inTurn(person + '>' + to, () -> ask(number, message));
    return message;
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
    return new MessageDraft(
        inbound.account(), Direction.OUTBOUND_REPLY, from, to, body, media, statusCallback);
  }

  private void ask(OwnedNumber number, EmulatedMessage message) {
    var url = number.setting("SmsUrl");
    if (url.isEmpty()) {
      return;
    }
    var account = baseUrl.get() + "/2010-04-01/Accounts/" + message.account().sid();
    var form = MessageForms.inbound(message, account);
    var method = number.setting("SmsMethod");
    var failure = follow(message, Kind.INBOUND, method.isEmpty() ? "POST" : method, url, form);
    var fallback = number.setting("SmsFallbackUrl");
    if (failure != null && !fallback.isEmpty()) {
      form.add("ErrorCode", failure.toString()).add("ErrorUrl", url);
      var fallbackMethod = number.setting("SmsFallbackMethod");
      follow(
          message,
          Kind.FALLBACK,
          fallbackMethod.isEmpty() ? "POST" : fallbackMethod,
          fallback,
          form);
    }
  }

  /** Asks the URL and does what it says; Twilio's code for what failed, or null if nothing did. */
  private @Nullable Integer follow(
      EmulatedMessage message, Kind kind, String method, String url, CallbackForm form) {
    var next = new MessagingVerb.Redirect(url, method);
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      var step = hop == 0 ? kind : Kind.REDIRECT;
      var answer = callbacks.ask(new Callback(step, message, next.method(), next.url(), form));
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
              resolve(documentUrl, redirect.url()), redirect.method());
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
    if (!world.numbers().owns(inbound.account(), from) || !PhoneNumbers.isPossible(to)) {
      return; // 14102 and 14101, likewise.
    }
    var media = verb.mediaUrls().stream().map(url -> resolve(documentUrl, url)).toList();
    var draft = draft(inbound, from, to, verb.body(), media, statusUrl(verb, documentUrl));
    if (world.optOuts().isBlocked(from, to)) {
      world.carrier().refuse(draft, OPTED_OUT);
    } else {
      world.carrier().send(draft);
    }
  }

  @Seen(source = Seen.Source.DOCS, on = "2026-11", at = "messaging/twiml/message")
  private static @Nullable String statusUrl(MessagingVerb.Message verb, String documentUrl) {
    var url = verb.mediaUrls().isEmpty() ? verb.action() : verb.statusCallback();
    return url.isEmpty() ? null : resolve(documentUrl, url);
  }

  private static String resolve(String documentUrl, String url) {
    try {
      return URI.create(documentUrl).resolve(url).toString();
    } catch (IllegalArgumentException unreadable) {
      return url; // Asking it will fail, and the log of callbacks will say why.
    }
  }
}
