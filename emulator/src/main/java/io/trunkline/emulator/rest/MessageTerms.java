// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Terms;
import io.trunkline.emulator.sender.MessagingService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads on what terms a message is to be sent, and refuses what they cannot be. */
final class MessageTerms {
  private static final Duration SOONEST = Duration.ofSeconds(300);
  private static final Duration FARTHEST = Duration.ofDays(35);

  private MessageTerms() {}

  /**
   * What the form asks for, and where it is silent the service.
   *
   * @param service null if the message goes through none
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  static Terms read(Parameters form, @Nullable MessagingService service, Instant now) {
    var sendAt = sendAt(form, service, now);
    checkOthers(form, service);
    var validity = validity(form, service);
    boolean feedback = Forms.flag(form, "ProvideFeedback");
    boolean asMms = Forms.flag(form, "SendAsMms");
    boolean discard = chosen(form, "ContentRetention", 30029, "discard", "retain");
    var fallbackFrom = form.getOrEmpty("FallbackFrom");
    boolean obfuscate = chosen(form, "AddressRetention", 30030, "obfuscate", "retain");
    if (service == null
        && !(feedback || asMms || discard || obfuscate)
        && validity.equals(Terms.LONGEST_VALIDITY)) {
      return Terms.USUAL;
    }
    return new Terms(
        service == null ? null : service.sid(),
        fallbackFrom.isEmpty() ? null : fallbackFrom,
        sendAt,
        validity,
        false,
        feedback,
        asMms,
        discard,
        obfuscate);
  }

  @Seen(
      what = "A message may be scheduled 300 seconds to 35 days ahead, through a service only.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/35114")
  private static @Nullable Instant sendAt(
      Parameters form, @Nullable MessagingService service, Instant now) {
    var type = form.getOrEmpty("ScheduleType");
    var text = form.getOrEmpty("SendAt");
    if (type.isEmpty() && text.isEmpty()) {
      return null;
    }
    if (service == null) {
      throw Refusal.badRequest(35118, "MessagingServiceSid is required to schedule a message");
    }
    if (!type.equals("fixed")) {
      throw Refusal.badRequest(20001, "ScheduleType must be fixed");
    }
    if (text.isEmpty()) {
      throw Refusal.badRequest(35111, "SendAt timestamp is missing");
    }
    var sendAt = instant(text);
    var request = now.truncatedTo(SECONDS);
    if (sendAt.isBefore(request.plus(SOONEST)) || sendAt.isAfter(request.plus(FARTHEST))) {
      throw Refusal.badRequest(
          35114, "SendAt must be from 300 seconds to 35 days in the future: " + text);
    }
    return sendAt;
  }

  private static Instant instant(String text) {
    try {
      return TwilioDates.instant(text);
    } catch (DateTimeException unreadable) {
      throw Refusal.badRequest(35115, "SendAt is not a date and time in ISO 8601 form: " + text);
    }
  }

  private static Duration validity(Parameters form, @Nullable MessagingService service) {
    var own = form.getOrEmpty("ValidityPeriod");
    var text = own.isEmpty() && service != null ? service.setting("ValidityPeriod") : own;
    if (text.isEmpty()) {
      return Terms.LONGEST_VALIDITY;
    }
    var validity = Duration.ofSeconds(Forms.number(text));
    if (!validity.isPositive() || validity.compareTo(Terms.LONGEST_VALIDITY) > 0) {
      throw Refusal.badRequest(21624, "The validity period must be from 1 to 36000 seconds");
    }
    return validity;
  }

  /** What is only checked: it changes nothing that can be seen. */
  private static void checkOthers(Parameters form, @Nullable MessagingService service) {
    var maxPrice = form.getOrEmpty("MaxPrice");
    if (!maxPrice.isEmpty() && !maxPrice.matches("[0-9]*\\.?[0-9]+")) {
      throw Refusal.badRequest(21627, "MaxPrice must be a number");
    }
    checkOneOf(form, "TrafficType", List.of("free"));
    checkOneOf(form, "RiskCheck", List.of("enable", "disable"));
    if (Forms.flag(form, "ShortenUrls") && service == null) {
      throw Refusal.badRequest(20001, "ShortenUrls requires MessagingServiceSid");
    }
  }

  private static void checkOneOf(Parameters form, String name, List<String> values) {
    var value = form.getOrEmpty(name);
    if (!value.isEmpty() && !values.contains(value)) {
      throw Refusal.badRequest(20001, name + " must be one of " + values);
    }
  }

  /** Whether the form chooses the first of the two values; neither is the second. */
  private static boolean chosen(
      Parameters form, String name, int code, String value, String other) {
    var choice = form.getOrEmpty(name);
    if (!choice.isEmpty() && !choice.equals(value) && !choice.equals(other)) {
      throw Refusal.badRequest(code, name + " must be " + value + " or " + other);
    }
    return choice.equals(value);
  }
}
