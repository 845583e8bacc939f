// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.law.Circumstances;
import io.trunkline.law.Contact;
import io.trunkline.law.Decision;
import io.trunkline.law.Hours;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.OwnRules;
import io.trunkline.law.Purpose;
import io.trunkline.law.Reason;
import io.trunkline.law.RuleSet;
import io.trunkline.law.Whereabouts;
import io.trunkline.policy.Policy;
import io.trunkline.policy.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One sending with what is known of its recipient, and what its account allows itself. */
final class Case {

  /** For what a recipient's wish is kept; nobody wishes a code to come in the morning. */
  private static final Set<Purpose> AS_WISHED = Set.of(Purpose.MARKETING, Purpose.INFORMATIONAL);

  /**
   * So shortly before the hours close, Twilio may still have it in its queue when they have closed,
   * and would give it up.
   */
  private static final Duration LAST_MOMENT = Duration.ofSeconds(30);

  private final Sending sending;
  private final Recipient recipient;
  private final Policy.Restraint restraint;
  private final RuleSet rules;
  private final Whereabouts where;
  private final OwnRules own;

  /**
   * @param rules those in force
   */
  Case(Sending sending, Recipient recipient, Policy.Restraint restraint, RuleSet rules) {
    this.sending = sending;
    this.recipient = recipient;
    this.restraint = restraint;
    this.rules = rules;
    this.where = rules.whereabouts(sending.recipient(), place(sending, recipient));
    this.own = own();
  }

  Sending sending() {
    return sending;
  }

  /** For how long a contact may count against it; zero if nothing is capped. */
  Duration memory() {
    var byLaw = rules.memory(where, sending.purpose(), sending.medium());
    return own.memory().compareTo(byLaw) > 0 ? own.memory() : byLaw;
  }

  /**
   * Decides it.
   *
   * @param contacts those of others that may count, in any order
   */
  Ruling rule(UUID id, Standing standing, List<Contact> contacts) {
    var towards = towards(standing);
    var asked =
        new Circumstances(
            where,
            sending.purpose(),
            sending.medium(),
            sending.programme(),
            towards.level(),
            recipient.lastPurchase(),
            contacts,
            own);
    var decision =
        towards.isBlocked()
            ? new Decision.Block(towards.against().stream().map(Case::reason).toList())
            : notAtTheLastMoment(byPolicy(asked), asked);
    return new Ruling(id, sending, decision, asked, rules);
  }

  /** Most recipients have said nothing, and then it does not matter what falls under what. */
  private Standing.Towards towards(Standing standing) {
    return standing.events().isEmpty()
        ? Standing.Towards.NOTHING_SAID
        : standing.towards(sending.scopes(), sending.purpose());
  }

  private static Reason reason(ConsentEvent event) {
    return new Reason(
        Reason.Kind.OPTED_OUT,
        event.publicId(),
        "%s. %s".formatted(said(event), WayBack.from(event)));
  }

  private static String said(ConsentEvent event) {
    return event.kind() == ConsentEvent.Kind.SUSPENDED
        ? "The recipient wrote at %s what may be meant as opting out".formatted(event.at())
        : "The recipient opted out of %s at %s"
            .formatted(
                event.scope().equals(ConsentScope.ALL) ? "everything" : event.scope(), event.at());
  }

  private Decision byPolicy(Circumstances asked) {
    if (sending.purpose() != Purpose.MARKETING) {
      return rules.decide(asked, sending.at());
    }
    var paused = restraint.pausedUntil(sending.programme(), where.places(), sending.at());
    if (paused.isPresent()) {
      return pausedUntil(paused.get(), asked);
    }
    var required = sending.asksConsent() ? Strictness.OFF : restraint.consentRequired();
    var lacking =
        required == Strictness.BLOCK
            ? rules.lackingConsents(asked, sending.at())
            : List.<Reason>of();
    if (!lacking.isEmpty()) {
      return new Decision.Block(lacking);
    }
    var decision = rules.decide(asked, sending.at());
    return decision instanceof Decision.Send send && required == Strictness.OFF
        ? new Decision.Send(send.openUntil(), List.of())
        : decision;
  }

  private Decision notAtTheLastMoment(Decision decision, Circumstances asked) {
    return decision instanceof Decision.Send(var openUntil, _)
            && openUntil != null
            && openUntil.isBefore(sending.at().plus(LAST_MOMENT))
        ? rules.decide(asked, openUntil)
        : decision;
  }

  private Decision pausedUntil(Instant until, Circumstances asked) {
    var paused =
        new Reason(
            Reason.Kind.PAUSED, "own-pause", "The account sends no such thing until " + until);
    if (until.isAfter(sending.at().plus(RuleSet.HORIZON))) {
      return new Decision.Block(List.of(paused));
    }
    return switch (rules.decide(asked, until)) {
      case Decision.Send _ -> new Decision.Defer(until, List.of(paused));
      case Decision.Defer later ->
          new Decision.Defer(
              later.until(), Stream.concat(Stream.of(paused), later.because().stream()).toList());
      case Decision.Block block -> block;
    };
  }

  private static KnownPlace place(Sending sending, Recipient recipient) {
    return sending.timeZone() == null
        ? recipient.place()
        : recipient.place().in(sending.timeZone());
  }

  /** What the recipient wishes, and what the account keeps to. */
  private OwnRules own() {
    boolean advertises = sending.purpose() == Purpose.MARKETING;
    var hours = new ArrayList<Hours>();
    if (recipient.hours() != null && AS_WISHED.contains(sending.purpose())) {
      hours.add(new Hours("own-wish", recipient.hours()));
    }
    var account = advertises ? restraint.rules(sending.programme()) : OwnRules.NONE;
    hours.addAll(account.hours());
    return new OwnRules(hours, account.caps());
  }
}
