// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.signal.Signal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who may not be texted by whom. What a person told a number to stop holds for the number, unless
 * the number's Messaging Service has Advanced Opt-Out: then it holds for all of the service.
 */
public final class OptOuts {
  private final Function<String, Optional<String>> serviceOf;
  private final Map<String, Keywords> advanced = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> blockedBy = new ConcurrentHashMap<>();
  private final Signal<String> changes = new Signal<>();

  /** Opt-outs from numbers, of which the function knows the SIDs of their services. */
  public OptOuts(Function<String, Optional<String>> serviceOf) {
    this.serviceOf = serviceOf;
  }

  /** Gives a Messaging Service Advanced Opt-Out, with these words. It cannot be taken back. */
  @Seen(
      what = "Advanced Opt-Out has a service's own words, and holds for its whole pool.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/tutorials/advanced-opt-out")
  public void advance(String serviceSid, Keywords keywords) {
    advanced.put(serviceSid, keywords);
  }

  /** The words of a service with Advanced Opt-Out; empty for one without. */
  public Optional<Keywords> advanced(String serviceSid) {
    return Optional.ofNullable(advanced.get(serviceSid));
  }

  /** Whether the recipient told the sender, or all senders of its service, to stop. */
  public boolean isBlocked(String sender, String recipient) {
    var blocking = blockedBy.isEmpty() ? null : blockedBy.get(recipient);
    return blocking != null && (blocking.contains(sender) || blocking.contains(scope(sender)));
  }

  /** The senders that the recipient told to stop, and services by their SIDs, in order. */
  public SortedSet<String> blockedBy(String recipient) {
    return new TreeSet<>(blockedBy.getOrDefault(recipient, Set.of()));
  }

  /** Makes these the senders that the recipient told to stop, and no others. */
  public void replace(String recipient, Collection<String> senders) {
    blockedBy.put(recipient, Set.copyOf(senders));
    changes.tell(recipient);
  }

  /** Applies what a person texted to one of our numbers. */
  @Seen(
      what =
          "Twilio answers keywords itself, except those to a short code in no service or on a"
              + " channel such as WhatsApp; of toll-free numbers the network does.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/tutorials/advanced-opt-out")
  public Heard hear(String person, String ourNumber, String text) {
    if (ourNumber.indexOf(':') >= 0) {
      return Heard.NOTHING;
    }
    var own = serviceOf.apply(ourNumber).flatMap(this::advanced);
    var network = PhoneNumbers.isTollFree(ourNumber) ? Keywords.NETWORK.match(text) : null;
    boolean ofNetwork = network != null && network.type() != OptOutType.HELP;
    var match =
        ofNetwork ? network : own.or(() -> usual(ourNumber)).map(w -> w.match(text)).orElse(null);
    if (match == null) {
      return Heard.NOTHING;
    }
    var scope = ofNetwork ? ourNumber : scope(ourNumber);
    boolean news =
        switch (match.type()) {
          case STOP -> block(person, scope);
          case START -> unblock(person, List.of(ourNumber, scope(ourNumber)));
          case HELP -> true;
        };
    return new Heard(
        news ? Optional.of(match.answer()) : Optional.empty(),
        own.isPresent() ? match.type() : null);
  }

  /** The words that are heard without Advanced Opt-Out. */
  private Optional<Keywords> usual(String ourNumber) {
    if (PhoneNumbers.isTollFree(ourNumber)) {
      return Optional.of(Keywords.NETWORK);
    }
    boolean alone = !ourNumber.startsWith("+") && serviceOf.apply(ourNumber).isEmpty();
    return alone ? Optional.empty() : Optional.of(Keywords.USUAL);
  }

  /** What a stop to the sender stops: its service with Advanced Opt-Out, or itself. */
  private String scope(String sender) {
    return advanced.isEmpty()
        ? sender
        : serviceOf.apply(sender).filter(advanced::containsKey).orElse(sender);
  }

  /** Told who stopped or restarted a sender. */
  public Signal<String> changes() {
    return changes;
  }

  public void reset() {
    blockedBy.clear();
    advanced.clear();
  }

  /** Whether this changed anything. */
  private boolean block(String person, String scope) {
    return change(person, senders -> senders.add(scope));
  }

  private boolean unblock(String person, List<String> scopes) {
    return change(person, senders -> senders.removeAll(scopes));
  }

  private boolean change(String person, Predicate<Set<String>> change) {
    var different = new AtomicBoolean();
    blockedBy.compute(
        person,
        (key, before) -> {
          var senders = new HashSet<String>(before == null ? Set.of() : before);
          different.set(change.test(senders));
          return senders.isEmpty() ? null : Set.copyOf(senders);
        });
    if (different.get()) {
      changes.tell(person);
    }
    return different.get();
  }
}
