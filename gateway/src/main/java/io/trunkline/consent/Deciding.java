// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.law.Contact;
import io.trunkline.law.Decision;
import io.trunkline.law.RuleSet;
import io.trunkline.law.Whereabouts;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts together what a decision depends on, many at a time: the ledger, what is known of the
 * recipient, what the account allows itself, whom it has reached lately, and the law.
 */
final class Deciding {

  /** What is read for all questions at once, and where the answers are kept. */
  record Stores(
      ConsentStore ledger, RecipientStore recipients, ContactStore contacts, RulingStore rulings) {}

  /**
   * What was read for some questions.
   *
   * @param contacts of those with whom they count
   */
  private record Known(
      List<Case> cases,
      Map<Person, Standing> standings,
      Map<Person, List<ContactStore.Row>> contacts) {

    Standing standing(Sending sending) {
      return standings.getOrDefault(sending.person(), Standing.NOTHING);
    }

    /**
     * Of others than the message itself, which may be tried once more. Whoever has counted one has
     * done so before: by another clock, or by an instant from before a wait for the same lock, it
     * may seem to be in the future.
     */
    List<Contact> others(Sending sending) {
      return contacts.getOrDefault(sending.person(), List.of()).stream()
          .filter(row -> !row.message().equals(sending.message()))
          .map(row -> row.contact().notAfter(sending.at()))
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
    return known.cases().stream().map(one -> rule(one, known)).toList();
  }

  /**
   * Decides what is to leave now. Each that may leave is a contact from here on, where contacts are
   * counted, and each that may not is none, whatever an earlier attempt made of it; nobody else
   * counts those of the same people until the transaction ends.
   */
  List<Ruling> admit(List<Sending> asked) {
    var known = known(asked, true);
    var reserved = new ArrayList<ContactStore.Row>();
    var released = new HashSet<UUID>();
    var rulings = new ArrayList<Ruling>();
    for (var one : known.cases()) {
      var ruling = rule(one, known);
      rulings.add(ruling);
      var sending = one.sending();
      var counted = known.contacts().get(sending.person());
      var message = sending.message();
      if (counted == null || message == null) {
        continue;
      }
      boolean before = counted.removeIf(row -> row.message().equals(message));
      if (ruling.decision() instanceof Decision.Send) {
        var contact = new Contact(sending.at(), sending.programme(), sending.medium());
        var row = new ContactStore.Row(sending.person(), message, contact);
        counted.add(row);
        reserved.add(row);
      } else if (before) {
        released.add(message);
      }
    }
    stores.contacts().reserve(reserved);
    stores.contacts().release(released);
    keep(rulings);
    return rulings;
  }

  void keep(List<Ruling> made) {
    stores.rulings().append(made);
  }

  RulingStore rulings() {
    return stores.rulings();
  }

  void release(Collection<UUID> messages) {
    stores.contacts().release(messages);
  }

  /** Where each of these may be, by their number and by what is known of them. */
  Map<Person, Whereabouts> whereabouts(Collection<Person> people) {
    var recipients = stores.recipients().find(people);
    var inForce = rules.get();
    return people.stream()
        .distinct()
        .collect(
            toMap(
                Function.identity(),
                person ->
                    inForce.whereabouts(
                        new PhoneNumber(person.recipient()),
                        recipients.getOrDefault(person, Recipient.UNKNOWN).place())));
  }

  private Ruling rule(Case one, Known known) {
    var sending = one.sending();
    return one.rule(ids.next(), known.standing(sending), known.others(sending));
  }

  private Known known(List<Sending> asked, boolean lasting) {
    var people = asked.stream().map(Sending::person).distinct().toList();
    var recipients = stores.recipients().find(people);
    var inForce = rules.get();
    var cases =
        asked.stream()
            .map(
                sending ->
                    new Case(
                        sending,
                        recipients.getOrDefault(sending.person(), Recipient.UNKNOWN),
                        policies.apply(sending.account()).restraint(),
                        inForce))
            .toList();
    var contacts = contacts(cases, lasting);
    // After what may have waited for a lock: what was said meanwhile is to be heard.
    return new Known(cases, stores.ledger().standing(people), contacts);
  }

  /** The contacts of those with whom they count, and nobody else's. */
  private Map<Person, List<ContactStore.Row>> contacts(List<Case> cases, boolean lasting) {
    var since = new HashMap<Person, Instant>();
    for (var one : cases) {
      var memory = one.memory();
      if (memory.isPositive()) {
        since.merge(
            one.sending().person(),
            one.sending().at().minus(memory),
            (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    if (since.isEmpty()) {
      return Map.of();
    }
    if (lasting) {
      stores.contacts().lock(since.keySet());
    }
    // After the lock: what others have reserved meanwhile is to be seen.
    var found =
        stores
            .contacts()
            .since(
                since.keySet(),
                since.values().stream().min(Comparator.naturalOrder()).orElseThrow());
    var contacts = new HashMap<Person, List<ContactStore.Row>>();
    since
        .keySet()
        .forEach(
            person -> contacts.put(person, new ArrayList<>(found.getOrDefault(person, List.of()))));
    return contacts;
  }
}
