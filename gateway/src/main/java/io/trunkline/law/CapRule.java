// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * So many contacts at most in any window of time that ends now.
 *
 * @param window a {@link Duration}, or a {@link Period} of whole days by the recipient's calendar,
 *     that of the contact among them
 * @param perSubject whether contacts about something else do not count
 * @param programme the only one whose contacts count; null if it is no matter
 * @param exemptAfterPurchase how long a purchase keeps somebody from counting; null if it does not
 */
record CapRule(
    Reason reason,
    Bounds bounds,
    int limit,
    TemporalAmount window,
    boolean perSubject,
    @Nullable String programme,
    @Nullable Period exemptAfterPurchase)
    implements Rule {

  static CapRule of(Cap own) {
    var reason =
        new Reason(
            Reason.Kind.FREQUENCY_CAP,
            own.rule(),
            "The most asked for is %d within %s".formatted(own.limit(), own.window()));
    return new CapRule(
        reason, Bounds.NONE, own.limit(), own.window(), false, own.programme(), null);
  }

  /** For how long a contact may count, a day of another calendar included. */
  Duration memory() {
    return window instanceof Period period
        ? Duration.ofDays(period.toTotalMonths() * 31 + period.getDays() + 2)
        : (Duration) window;
  }

  /**
   * The instant itself if one more contact is lawful then; else one up to which it is not: when one
   * contact less counts, or the term ends.
   */
  Instant next(Instant at, Circumstances asked, List<LocalClock> clocks) {
    if (asked.contacts().size() < limit) {
      return at;
    }
    var over = over(at, clocks);
    if (!over.isAfter(at) || isExempt(at, asked.lastPurchase(), clocks)) {
      return at;
    }
    var ends =
        asked.contacts().stream()
            .filter(contact -> counts(contact, asked) && !contact.at().isAfter(at))
            .map(contact -> end(contact.at(), clocks))
            .filter(end -> end.isAfter(at))
            .sorted()
            .toList();
    if (ends.size() < limit) {
      return at;
    }
    var free = ends.get(ends.size() - limit);
    return free.isBefore(over) ? free : over;
  }

  /**
   * The first instant, after the given one, at which one more contact is lawful no longer, since
   * then one counts that did not, the term begins, or a purchase no longer exempts; null if there
   * is none.
   */
  @Nullable Instant reached(Instant after, Circumstances asked, List<LocalClock> clocks) {
    if (asked.contacts().size() < limit) {
      return null;
    }
    var contacts = asked.contacts().stream().map(Contact::at);
    var days = clocks.stream().flatMap(clock -> begins(clock, after, asked.lastPurchase()));
    return Stream.concat(contacts, days)
        .filter(at -> at.isAfter(after))
        .sorted()
        .filter(at -> next(at, asked, clocks).isAfter(at))
        .findFirst()
        .orElse(null);
  }

  /** When it may begin to count, by one of the clocks. */
  private Stream<Instant> begins(LocalClock clock, Instant after, @Nullable Instant purchase) {
    var exempt =
        exemptAfterPurchase == null || purchase == null
            ? Stream.<Long>empty()
            : Stream.of(after(clock.day(purchase), exemptAfterPurchase));
    return Stream.concat(bounds.term().begins(), exempt)
        .map(day -> Instant.ofEpochSecond(clock.reaches(day, after.getEpochSecond())));
  }

  /**
   * When the term has ended by those of the clocks by which it holds; the instant itself if none.
   */
  private Instant over(Instant at, List<LocalClock> clocks) {
    var term = bounds.term();
    return clocks.stream()
        .filter(clock -> term.holds(clock.day(at)))
        .map(clock -> term.ends(clock, at))
        .max(Comparator.naturalOrder())
        .orElse(at);
  }

  private boolean counts(Contact contact, Circumstances asked) {
    return bounds.concern(contact.medium())
        && (programme == null || programme.equals(contact.programme()))
        && (!perSubject
            || contact.programme() == null
            || asked.programme() == null
            || contact.programme().equals(asked.programme()));
  }

  /** When a contact counts no longer, by the slowest of the clocks. */
  private Instant end(Instant contact, List<LocalClock> clocks) {
    return window instanceof Period period
        ? clocks.stream()
            .map(
                clock -> clock.reaches(after(clock.day(contact), period), contact.getEpochSecond()))
            .map(Instant::ofEpochSecond)
            .max(Comparator.naturalOrder())
            .orElse(contact)
        : contact.plus(window);
  }

  private boolean isExempt(Instant at, @Nullable Instant purchase, List<LocalClock> clocks) {
    return exemptAfterPurchase != null
        && purchase != null
        && clocks.stream()
            .allMatch(clock -> clock.day(at) < after(clock.day(purchase), exemptAfterPurchase));
  }

  private static long after(long day, Period period) {
    return LocalDate.ofEpochDay(day).plus(period).toEpochDay();
  }
}
