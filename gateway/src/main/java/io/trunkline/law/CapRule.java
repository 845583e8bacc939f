// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Comparator;
import java.util.List;
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
   * The instant itself if one more contact is lawful then; else when the next of those that count
   * no longer does, which may still leave too many.
   */
  Instant next(Instant at, Circumstances asked, List<LocalClock> clocks) {
    if (clocks.stream().noneMatch(clock -> bounds.term().holds(clock.day(at)))
        || isExempt(at, asked.lastPurchase(), clocks)) {
      return at;
    }
    var ends =
        asked.contacts().stream()
            .filter(contact -> counts(contact, asked) && !contact.at().isAfter(at))
            .map(contact -> end(contact.at(), clocks))
            .filter(end -> end.isAfter(at))
            .sorted()
            .toList();
    return ends.size() < limit ? at : ends.get(ends.size() - limit);
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
