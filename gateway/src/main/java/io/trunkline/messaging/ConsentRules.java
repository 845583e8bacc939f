// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Consents;
import io.trunkline.consent.Person;
import io.trunkline.consent.Ruling;
import io.trunkline.consent.Sending;
import io.trunkline.law.Decision;
import io.trunkline.law.Reason;
import io.trunkline.law.Whereabouts;
import io.trunkline.problem.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What consent and law say of messages: some are refused, some put off. */
final class ConsentRules {

  private final Consents consents;
  private final boolean keeps;

  ConsentRules(Consents consents) {
    this(consents, true);
  }

  private ConsentRules(Consents consents, boolean keeps) {
    this.consents = consents;
    this.keeps = keeps;
  }

  /** Of what is only asked about: nothing is kept, and no refusal names what is not. */
  static ConsentRules ofPreviews(Consents consents) {
    return new ConsentRules(consents, false);
  }

  /** Asks about drafts that have a row, as of when they are to leave. */
  void ask(List<Draft> drafts, Instant now) {
    var rulings = consents.ask(drafts.stream().map(draft -> sending(draft, now)).toList());
    for (int i = 0; i < drafts.size(); i++) {
      obey(drafts.get(i), rulings.get(i));
    }
  }

  /**
   * The clocks that the recipients of drafts may live by who are to read them at a time of their
   * own; all others are left out, and so is whoever may be anywhere.
   */
  Map<Draft, Set<ZoneId>> zones(List<Draft> drafts) {
    var zones = new HashMap<Draft, Set<ZoneId>>();
    var unknown = new HashMap<Draft, Person>();
    for (var draft : drafts) {
      var timing = draft.request().timing();
      if (timing.sendAtLocal() != null && timing.timeZone() != null) {
        zones.put(draft, Set.of(timing.timeZone()));
      } else if (timing.sendAtLocal() != null) {
        unknown.put(draft, new Person(draft.account(), draft.request().to().e164()));
      }
    }
    if (!unknown.isEmpty()) {
      var found = consents.whereabouts(unknown.values());
      unknown.forEach(
          (draft, person) -> {
            var where = Objects.requireNonNull(found.get(person));
            if (where.source() != Whereabouts.Source.UNKNOWN) {
              zones.put(draft, where.zones());
            }
          });
    }
    return zones;
  }

  private void obey(Draft draft, Ruling ruling) {
    draft.ruled(ruling);
    switch (ruling.decision()) {
      case Decision.Send _ -> {}
      case Decision.Block(var because) -> draft.refuse(refusal(ruling, because, ""));
      case Decision.Defer(var until, var because) -> {
        var expiresAt = draft.message().hold().expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(until)) {
          draft.refuse(refusal(ruling, because, "; not before " + until));
        } else {
          draft.write(draft.row().heldUntil(until, heldBecause(because)));
        }
      }
    }
  }

  /** Keeps what was decided, unless nothing stood against it: it is asked again when it leaves. */
  void keep(List<Draft> drafts) {
    consents.keep(
        drafts.stream()
            .filter(Draft::isRuled)
            .filter(draft -> !(draft.ruling().decision() instanceof Decision.Send))
            .map(
                draft ->
                    draft.isGood() || draft.replaces() != null
                        ? draft.ruling().of(draft.message().id().value())
                        : draft.ruling())
            .toList());
  }

  private static Sending sending(Draft draft, Instant now) {
    var message = draft.message();
    var until = message.hold().until();
    return new Sending(
        message.account(),
        null,
        draft.request().to(),
        message.from(),
        message.pool(),
        message.channel(),
        Objects.requireNonNull(message.purpose()),
        message.terms().programme(),
        message.terms().timeZone(),
        message.terms().asksConsent(),
        until == null ? now : until);
  }

  /** What is about to leave. */
  static Sending sending(Handover handover, Instant now) {
    return new Sending(
        handover.account(),
        handover.id().value(),
        handover.to(),
        handover.from(),
        handover.pool(),
        handover.channel(),
        handover.purpose(),
        handover.terms().programme(),
        handover.terms().timeZone(),
        handover.terms().asksConsent(),
        now);
  }

  private Refusal refusal(Ruling ruling, List<Reason> because, String when) {
    return Refusal.at(
        switch (because.getFirst().kind()) {
          case OPTED_OUT -> MessageRefusal.RECIPIENT_OPTED_OUT;
          case CONSENT_LACKING -> MessageRefusal.CONSENT_LACKING;
          case FORBIDDEN -> MessageRefusal.FORBIDDEN;
          case QUIET_HOURS -> MessageRefusal.QUIET_HOURS;
          case FREQUENCY_CAP -> MessageRefusal.FREQUENCY_CAP;
          case PAUSED -> MessageRefusal.SENDING_PAUSED;
        },
        "/to",
        (keeps ? said(because, ruling) : said(because)) + when);
  }

  static HeldBecause heldBecause(List<Reason> because) {
    return switch (because.getFirst().kind()) {
      case FREQUENCY_CAP -> HeldBecause.FREQUENCY_CAP;
      case PAUSED -> HeldBecause.PAUSED;
      default -> HeldBecause.QUIET_HOURS;
    };
  }

  /** All reasons in one line, and where the whole of it is kept. */
  static String said(List<Reason> because, Ruling ruling) {
    return "%s [%s]".formatted(said(because), ruling.publicId());
  }

  private static String said(List<Reason> because) {
    return because.stream()
        .map(reason -> "%s (%s)".formatted(reason.detail(), reason.rule()))
        .collect(Collectors.joining("; "));
  }
}
