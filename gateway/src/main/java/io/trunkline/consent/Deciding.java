// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.law.Cap;
import io.trunkline.law.Circumstances;
import io.trunkline.law.Contact;
import io.trunkline.law.Decision;
import io.trunkline.law.Explanation;
import io.trunkline.law.Hours;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.OwnRules;
import io.trunkline.law.Purpose;
import io.trunkline.law.Reason;
import io.trunkline.law.RuleSet;
import io.trunkline.policy.Policy;
import io.trunkline.policy.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts together what a decision depends on, many at a time: the ledger, what is known of the
 * recipient, what the account allows itself, whom it has reached lately, and the law.
 */
final class Deciding {

  /** For what a recipient's wish is kept; nobody wishes a code to come in the morning. */
  private static final Set<Purpose> AS_WISHED = Set.of(Purpose.MARKETING, Purpose.INFORMATIONAL);

  /** What is read for all questions at once, and where the answers are kept. */
  record Stores(
      ConsentStore ledger, RecipientStore recipients, ContactStore contacts, RulingStore rulings) {}

  private record Known(
      RuleSet rules,
      Map<Person, Standing> standings,
      Map<Person, Recipient> recipients,
      Map<Person, List<ContactStore.Row>> contacts) {

    Recipient recipient(Sending sending) {
      return recipients.getOrDefault(sending.person(), Recipient.UNKNOWN);
    }

    /** Of others than the message itself, which may be tried once more. */
    List<Contact> contacts(Sending sending) {
      return contacts.getOrDefault(sending.person(), List.of()).stream()
          .filter(row -> !row.message().equals(sending.message()))
          .map(ContactStore.Row::contact)
          .toList();
    }
  }

  private final Stores stores;
  private final Supplier<RuleSet> rules;
  private final Function<AccountId, Policy> policies;
  private final Ids ids;

  /**
   * @param rules those in force
   * @param policies what an account allows itself
   */
  Deciding(Stores stores, Supplier<RuleSet> rules, Function<AccountId, Policy> policies, Ids ids) {
    this.stores = stores;
    this.rules = rules;
    this.policies = policies;
    this.ids = ids;
  }

  /** Says what would be decided by what is known now. */
  List<Ruling> ask(List<Sending> asked) {
    var known = known(asked, false);
    return asked.stream().map(sending -> rule(sending, known)).toList();
  }

  /**
   * Decides what is to leave now. Each that may leave is a contact from here on, where contacts are
   * counted; nobody else counts those of the same people until the transaction ends.
   */
  List<Ruling> admit(List<Sending> asked) {
    var known = known(asked, true);
    var reserved = new ArrayList<ContactStore.Row>();
    var rulings = new ArrayList<Ruling>();
    for (var sending : asked) {
      var ruling = rule(sending, known);
      rulings.add(ruling);
      var counted = known.contacts().get(sending.person());
      var message = sending.message();
      if (ruling.decision() instanceof Decision.Send && counted != null && message != null) {
        var contact = new Contact(sending.at(), sending.programme(), sending.medium());
        var row = new ContactStore.Row(sending.person(), message, contact);
        counted.add(row);
        reserved.add(row);
      }
    }
    stores.contacts().reserve(reserved);
    keep(rulings);
    return rulings;
  }

  void keep(List<Ruling> made) {
    stores.rulings().append(made);
  }

  RulingStore rulings() {
    return stores.rulings();
  }

  void release(UUID message) {
    stores.contacts().release(List.of(message));
  }

  private Known known(List<Sending> asked, boolean lasting) {
    var people = asked.stream().map(Sending::person).distinct().toList();
    var inForce = rules.get();
    var recipients = stores.recipients().find(people);
    var counted = new HashMap<Person, Instant>();
    for (var sending : asked) {
      var memory = memory(sending, recipients, inForce);
      if (memory.isPositive()) {
        counted.merge(
            sending.person(),
            sending.at().minus(memory),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    if (lasting && !counted.isEmpty()) {
      stores.contacts().lock(counted.keySet());
    }
    // After the lock: what others have reserved meanwhile is to be seen.
    var contacts = new HashMap<Person, List<ContactStore.Row>>();
    if (!counted.isEmpty()) {
      var since = counted.values().stream().min(Comparator.naturalOrder()).orElseThrow();
      var found = stores.contacts().since(counted.keySet(), since);
      counted
          .keySet()
          .forEach(
              person ->
                  contacts.put(person, new ArrayList<>(found.getOrDefault(person, List.of()))));
    }
    return new Known(inForce, stores.ledger().standing(people), recipients, contacts);
  }

  /** For how long a contact may count against a sending; zero if nothing is capped. */
  private Duration memory(Sending sending, Map<Person, Recipient> recipients, RuleSet rules) {
    var place = place(sending, recipients.getOrDefault(sending.person(), Recipient.UNKNOWN));
    var byLaw = rules.memory(sending.recipient(), place, sending.purpose(), sending.medium());
    var byOwn = own(sending, Recipient.UNKNOWN).memory();
    return byOwn.compareTo(byLaw) > 0 ? byOwn : byLaw;
  }

  private Ruling rule(Sending sending, Known known) {
    var recipient = known.recipient(sending);
    var standing = known.standings().getOrDefault(sending.person(), Standing.NOTHING);
    var towards = standing.towards(sending.scopes(), sending.purpose());
    var circumstances =
        new Circumstances(
            sending.recipient(),
            place(sending, recipient),
            sending.purpose(),
            sending.medium(),
            sending.programme(),
            towards.level(),
            recipient.lastPurchase(),
            known.contacts(sending),
            own(sending, recipient));
    var explanation = known.rules().explain(circumstances, sending.at());
    var decision =
        towards.isBlocked()
            ? new Decision.Block(towards.against().stream().map(Deciding::reason).toList())
            : byPolicy(sending, explanation, known.rules(), circumstances);
    return new Ruling(ids.next(), sending, decision, explanation);
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

  private Decision byPolicy(
      Sending sending, Explanation explanation, RuleSet rules, Circumstances circumstances) {
    var restraint = policies.apply(sending.account()).restraint();
    if (sending.purpose() != Purpose.MARKETING) {
      return explanation.decision();
    }
    var paused = restraint.pausedUntil(explanation.jurisdictions(), sending.at());
    if (paused.isPresent()) {
      return pausedUntil(paused.get(), rules, circumstances);
    }
    var lacking =
        restraint.consentRequired() == Strictness.BLOCK
            ? rules.lackingConsents(circumstances, sending.at())
            : List.<Reason>of();
    if (!lacking.isEmpty()) {
      return new Decision.Block(lacking);
    }
    return explanation.decision() instanceof Decision.Send send
            && restraint.consentRequired() == Strictness.OFF
        ? new Decision.Send(send.openUntil(), List.of())
        : explanation.decision();
  }

  private static Decision pausedUntil(Instant until, RuleSet rules, Circumstances circumstances) {
    var paused =
        new Reason(
            Reason.Kind.PAUSED, "own-pause", "The account sends nothing there until " + until);
    return switch (rules.decide(circumstances, until)) {
      case Decision.Send _ -> new Decision.Defer(until, List.of(paused));
      case Decision.Defer later ->
          new Decision.Defer(
              later.until(), Stream.concat(Stream.of(paused), later.because().stream()).toList());
      case Decision.Block block -> block;
    };
  }

  private static KnownPlace place(Sending sending, Recipient recipient) {
    var known = recipient.place();
    return sending.timeZone() == null
        ? known
        : new KnownPlace(sending.timeZone(), known.postalCode(), known.region());
  }

  /** What the recipient wishes, and what the account keeps to. */
  private OwnRules own(Sending sending, Recipient recipient) {
    var hours = new ArrayList<Hours>();
    if (recipient.hours() != null && AS_WISHED.contains(sending.purpose())) {
      hours.add(new Hours("own-wish", recipient.hours()));
    }
    if (sending.purpose() != Purpose.MARKETING) {
      return new OwnRules(hours, List.of());
    }
    var restraint = policies.apply(sending.account()).restraint();
    if (restraint.hours() != null) {
      hours.add(new Hours("own-hours", restraint.hours()));
    }
    return new OwnRules(
        hours,
        restraint.caps().stream()
            .map(cap -> new Cap("own-cap", cap.most(), cap.within()))
            .toList());
  }
}
