// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of one message to send; the whole of it before it says what is wrong. */
final class SendRequests {

  private final Clock clock;

  SendRequests(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws io.trunkline.problem.RefusalException with everything that is wrong
   */
  SendMessage read(AccountId account, JsonNode node, @Nullable String key) {
    return read(account, new JsonBody(node), key);
  }

  /**
   * Reads one of many, which may name an idempotency key of its own.
   *
   * @param otherwise the key if it does not
   * @throws io.trunkline.problem.RefusalException with everything that is wrong
   */
  SendMessage readOneOfMany(AccountId account, JsonNode node, @Nullable String otherwise) {
    var json = new JsonBody(node);
    var key = json.text("idempotency_key").orElse(otherwise);
    return read(account, json, key);
  }

  private SendMessage read(AccountId account, JsonBody json, @Nullable String key) {
    var written = json.requiredText("to").map(Address::of);
    var to = written.flatMap(address -> number(address, json));
    var content = content(json);
    var route = route(json, written);
    var timing = timing(json);
    var purpose = json.oneOf("purpose", Purpose.class).orElse(Purpose.MARKETING);
    var programme = json.text("programme").orElse(null);
    var reference = json.text("reference").orElse(null);
    var metadata = json.texts("metadata");
    // A number that cannot be read is no reason to keep quiet about the rest.
    return checked(
        new SendMessage(
            account,
            to.orElse(NOBODY),
            content,
            route,
            timing,
            purpose,
            programme,
            reference,
            metadata,
            key),
        json);
  }

  /**
   * Reads what to say in a conversation.
   *
   * @param start whom to say it to, and how
   * @throws io.trunkline.problem.RefusalException with everything that is wrong
   */
  SendMessage readReply(SendMessage start, JsonNode node, @Nullable String key) {
    var json = new JsonBody(node);
    return checked(
        new SendMessage(
            start.account(),
            start.to(),
            content(json),
            start.route(),
            timing(json),
            json.oneOf("purpose", Purpose.class).orElse(Purpose.MARKETING),
            json.text("programme").orElse(null),
            json.text("reference").orElse(null),
            json.texts("metadata"),
            key),
        json);
  }

  private SendMessage checked(SendMessage request, JsonBody json) {
    // What is wrong with it beside that is said here to say all at once, and else when it is
    // drafted.
    json.check(() -> SendRules.errors(request, clock.instant()));
    return request;
  }

  /**
   * Reads what to change of a held message.
   *
   * @throws io.trunkline.problem.RefusalException with everything that is wrong with its form
   */
  EditMessage readEdit(JsonNode node) {
    var json = new JsonBody(node);
    var body = json.text("body").orElse(null);
    var name = json.text("template").orElse(null);
    var version = json.integer("template_version").orElse(null);
    var language = json.text("language").orElse(null);
    var given = json.scalars("variables");
    var variables = node.hasNonNull("variables") ? given : null;
    if (name == null && (version != null || language != null)) {
      json.refuse(
          Refusal.at(RequestRefusal.REQUIRED, "/template", "is what version and language are of"));
    }
    var timing = timing(json);
    var purpose = json.oneOf("purpose", Purpose.class).orElse(null);
    json.check();
    return new EditMessage(
        body,
        name == null ? null : new SendMessage.FromTemplate(name, version, language, given),
        name == null ? variables : null,
        timing,
        purpose);
  }

  private static SendMessage.Content content(JsonBody json) {
    return new SendMessage.Content(
        json.text("body").orElse(null), template(json), json.textList("media_urls"));
  }

  private static final PhoneNumber NOBODY = new PhoneNumber("+10000000000");

  private static Optional<PhoneNumber> number(Address to, JsonBody json) {
    var region = json.text("region");
    try {
      return Optional.of(
          region.isPresent()
              ? PhoneNumber.parse(to.number(), region.get())
              : PhoneNumber.parse(to.number()));
    } catch (IllegalArgumentException e) {
      json.refuse(Refusal.at(MessageRefusal.INVALID_NUMBER, "/to", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static SendMessage.@Nullable FromTemplate template(JsonBody json) {
    var name = json.text("template");
    var version = json.integer("template_version");
    var language = json.text("language");
    var variables = json.scalars("variables");
    return name.map(
            given ->
                new SendMessage.FromTemplate(
                    given, version.orElse(null), language.orElse(null), variables))
        .orElse(null);
  }

  private static SendMessage.Route route(JsonBody json, Optional<Address> to) {
    var channel = json.oneOf("channel", Channel.class);
    var channels =
        json.textList("channels").stream().flatMap(name -> channel(name, json).stream()).toList();
    if (channel.isPresent() && !channels.isEmpty()) {
      json.refuse(
          Refusal.at(RequestRefusal.INVALID_VALUE, "/channel", "and channels exclude each other"));
    }
    var implied = to.map(Address::channel).filter(meant -> meant != Channel.SMS);
    return new SendMessage.Route(
        !channels.isEmpty() ? channels : channel.or(() -> implied).stream().toList(),
        json.text("sender").orElse(null),
        null,
        json.parsed("fallback_after", DURATION, Duration::parse).orElse(null));
  }

  private static Optional<Channel> channel(String name, JsonBody json) {
    for (var channel : Channel.values()) {
      if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(channel);
      }
    }
    json.refuse(
        Refusal.at(
            RequestRefusal.INVALID_VALUE,
            "/channels",
            "are of " + List.of(Channel.values()).toString().toLowerCase(Locale.ROOT)));
    return Optional.empty();
  }

  private static final String DURATION = "a duration like PT10M (ISO 8601)";

  private static SendMessage.Timing timing(JsonBody json) {
    return new SendMessage.Timing(
        json.parsed("send_at", "an instant like 2026-11-25T09:00:00Z", Storage::instant)
            .orElse(null),
        json.parsed("send_at_local", "a local time like 2026-11-25T09:00", WallClock::parse)
            .orElse(null),
        json.parsed("time_zone", "a time zone like Europe/Vienna", ZoneId::of).orElse(null),
        json.parsed("valid_for", DURATION, Duration::parse).orElse(null));
  }
}
