// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.ConsentScope;
import io.trunkline.media.MediaRefusal;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a request, seen by itself: no table is asked. */
final class SendRules {

  /** Twilio's limit (error 21617). */
  static final int LONGEST_BODY = 1600;

  static final int LONGEST_NAME = 255;

  private static final int MOST_MEDIA = 10;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_FALLBACK = Duration.ofHours(24);

  /** As far ahead as a date is taken for meant. */
  private static final Duration FARTHEST = Duration.ofDays(366);

  private static final String FAR_AHEAD = "is more than a year ahead";

  private SendRules() {}

  static List<Refusal> errors(SendMessage request, Instant now) {
    var errors = new ArrayList<Refusal>();
    content(request.content(), errors);
    route(request.route(), errors);
    timing(request.timing(), now, errors);
    labels(request, errors);
    return errors;
  }

  private static void content(SendMessage.Content content, List<Refusal> errors) {
    var body = content.body();
    if (body != null && content.template() != null) {
      errors.add(invalid("/body", "is made by the template; give one of them"));
    }
    if (body == null && content.template() == null && content.media().isEmpty()) {
      errors.add(Refusal.at(RequestRefusal.REQUIRED, "/body", "is required"));
    }
    if (body != null && body.isBlank()) {
      errors.add(Refusal.at(MessageRefusal.EMPTY_BODY, "/body", "is empty"));
    }
    if (body != null) {
      body(body, errors);
    }
    if (content.media().size() > MOST_MEDIA) {
      errors.add(
          Refusal.at(
              MessageRefusal.INVALID_MEDIA,
              "/media_urls",
              "has %d; %d are allowed".formatted(content.media().size(), MOST_MEDIA)));
    }
    for (int index = 0; index < content.media().size(); index++) {
      if (uri(content.media().get(index)).isEmpty()) {
        errors.add(Refusal.at(MediaRefusal.INVALID_MEDIA_URL, "/media_urls/" + index, "is no URL"));
      }
    }
  }

  /** An entry of the media; empty if it cannot be one. */
  static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text)).filter(uri -> JsonBody.isStorable(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static void body(String body, List<Refusal> errors) {
    if (body.length() > LONGEST_BODY) {
      errors.add(
          Refusal.at(
              MessageRefusal.BODY_TOO_LONG,
              "/body",
              "has %d characters; %d are allowed".formatted(body.length(), LONGEST_BODY)));
    }
    if (!JsonBody.isStorable(body)) {
      errors.add(invalid("/body", JsonBody.NOT_STORABLE));
    }
  }

  private static void route(SendMessage.Route route, List<Refusal> errors) {
    if (Set.copyOf(route.channels()).size() < route.channels().size()) {
      errors.add(invalid("/channels", "names a channel twice"));
    }
    var after = route.fallbackAfter();
    if (after != null && (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST_FALLBACK) > 0)) {
      errors.add(invalid("/fallback_after", "is a second to 24 hours"));
    }
    if (after != null && route.channels().size() < 2) {
      errors.add(invalid("/fallback_after", "needs a second channel to fall back on"));
    }
  }

  private static void timing(SendMessage.Timing timing, Instant now, List<Refusal> errors) {
    var at = timing.sendAt();
    if (at != null && timing.sendAtLocal() != null) {
      errors.add(invalid("/send_at_local", "and send_at exclude each other"));
    }
    if (at != null && at.isAfter(now.plus(FARTHEST))) {
      errors.add(invalid("/send_at", FAR_AHEAD));
    }
    var wallClock = timing.sendAtLocal();
    if (wallClock != null && wallClock.inGreenwich().isAfter(now.plus(FARTHEST))) {
      errors.add(invalid("/send_at_local", FAR_AHEAD));
    }
    var validFor = timing.validFor();
    if (validFor != null
        && (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(FARTHEST) > 0)) {
      errors.add(invalid("/valid_for", "is a second to a year"));
    }
  }

  private static void labels(SendMessage request, List<Refusal> errors) {
    var programme = request.programme();
    if (programme != null && !ConsentScope.isProgramme(programme)) {
      errors.add(
          invalid("/programme", "has 1 to 63 lower-case letters, digits, hyphens and underscores"));
    }
    var reference = request.reference();
    if (reference != null && isNoName(reference)) {
      errors.add(invalid("/reference", "has 1 to 255 characters"));
    }
    var key = request.idempotencyKey();
    if (key != null && isNoName(key)) {
      errors.add(
          Refusal.at(
              MessageRefusal.INVALID_IDEMPOTENCY_KEY,
              "header:Idempotency-Key",
              "has 1 to 255 characters"));
    }
    request
        .metadata()
        .forEach(
            (name, value) -> {
              if (!JsonBody.isStorable(name) || !JsonBody.isStorable(value)) {
                errors.add(invalid("/metadata", JsonBody.NOT_STORABLE));
              }
            });
  }

  private static Refusal invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail);
  }

  private static boolean isNoName(String text) {
    return text.isBlank() || text.length() > LONGEST_NAME || !JsonBody.isStorable(text);
  }
}
