// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    var json = new JsonBody(node);
    var written = json.requiredText("to").map(Address::of);
    var to = written.flatMap(address -> number(address, json));
    var content =
        new SendMessage.Content(
            json.text("body").orElse(null), template(json), json.textList("media_urls"));
    var route = route(json, written);
    var timing = timing(json);
    var purpose = json.oneOf("purpose", Purpose.class).orElse(Purpose.MARKETING);
    var reference = json.text("reference").orElse(null);
    var metadata = json.texts("metadata");
    // A number that cannot be read is no reason to keep quiet about the rest.
    var request =
        new SendMessage(
            account, to.orElse(NOBODY), content, route, timing, purpose, reference, metadata, key);
    SendRules.errors(request, clock.instant()).forEach(json::refuse);
    json.check();
    return request;
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
    var variables = json.texts("variables");
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
        json.parsed("send_at", "an instant like 2026-11-25T09:00:00Z", Instant::parse).orElse(null),
        json.parsed("send_at_local", "a local time like 2026-11-25T09:00", WallClock::parse)
            .orElse(null),
        json.parsed("time_zone", "a time zone like Europe/Vienna", ZoneId::of).orElse(null),
        json.parsed("valid_for", DURATION, Duration::parse).orElse(null));
  }
}
