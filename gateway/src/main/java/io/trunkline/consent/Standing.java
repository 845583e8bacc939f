// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.ConsentEvent.Authority;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the events about one recipient of one account amount to; a pure function of them.
 *
 * @param events given in the order of writing, kept in the order in which they count: by since when
 *     they do, then by when they were written
 */
public record Standing(List<ConsentEvent> events) {

  /** Of whom nothing is known. */
  static final Standing NOTHING = new Standing(List.of());

  /**
   * How things are for messages of one kind.
   *
   * @param against what forbids them, oldest first; empty if nothing does
   * @param grants what allows them and was not revoked since
   */
  public record Towards(List<ConsentEvent> against, List<ConsentEvent> grants) {

    static final Towards NOTHING_SAID = new Towards(List.of(), List.of());

    /** Whether they are forbidden. */
    public boolean isBlocked() {
      return !against.isEmpty();
    }

    /** The highest that was granted and stands. */
    public ConsentLevel level() {
      return grants.stream()
          .map(grant -> Objects.requireNonNull(grant.level()))
          .max(Comparator.naturalOrder())
          .orElse(ConsentLevel.NONE);
    }
  }

  /**
   * What forbids.
   *
   * @param ended how many of the oldest grants it puts an end to, unless it is lifted
   */
  private record Ban(ConsentEvent event, int ended) {

    /** A text lifts what texts have brought about, and exactly there. */
    boolean isLiftedBy(ConsentEvent lifting) {
      return lifting.source().isText()
          ? event.source().isText() && lifting.scope().equals(event.scope())
          : lifting.outranks(event) && lifting.scope().covers(event.scope());
    }
  }

  public Standing {
    events = events.stream().sorted(Comparator.comparing(ConsentEvent::countsFrom)).toList();
  }

  /**
   * How things are for messages of this purpose.
   *
   * @param scopes all that they fall under; {@link ConsentScope#ALL} goes without saying
   */
  public Towards towards(Collection<ConsentScope> scopes, Purpose purpose) {
    var bans = new ArrayList<Ban>();
    var grants = new ArrayList<ConsentEvent>();
    events.stream()
        .filter(event -> event.reaches(purpose))
        .filter(event -> event.scope().equals(ConsentScope.ALL) || scopes.contains(event.scope()))
        .forEach(event -> count(event, bans, grants));
    return new Towards(
        bans.stream().map(Ban::event).toList(),
        List.copyOf(grants.subList(ended(bans), grants.size())));
  }

  /** Whether the recipient has revoked this very scope. */
  boolean hasRevoked(ConsentScope scope, Purpose purpose) {
    return towards(Set.of(scope), purpose).against().stream()
        .filter(Standing::isOfTheRecipient)
        .anyMatch(event -> event.kind() == Kind.REVOKED && event.scope().equals(scope));
  }

  private static void count(ConsentEvent event, List<Ban> bans, List<ConsentEvent> grants) {
    switch (event.kind()) {
      case GRANTED -> {
        if (isExpress(event)) {
          grants.subList(0, ended(bans)).clear();
          bans.removeIf(ban -> isOfTheRecipient(ban.event()));
        }
        grants.add(event);
      }
      case REVOKED -> bans.add(new Ban(event, isOfTheRecipient(event) ? grants.size() : 0));
      case SUSPENDED -> bans.add(new Ban(event, 0));
      case RESTORED -> bans.removeIf(ban -> ban.isLiftedBy(event));
      case CLEARED ->
          bans.removeIf(ban -> ban.event().kind() == Kind.SUSPENDED && ban.isLiftedBy(event));
      case CONFIRMED -> {}
    }
  }

  /** What is only concluded, from a purchase or a list of customers, takes no wish back. */
  private static boolean isExpress(ConsentEvent grant) {
    return Objects.requireNonNull(grant.level()).compareTo(ConsentLevel.EXPRESS) >= 0;
  }

  private static int ended(List<Ban> bans) {
    return bans.stream().mapToInt(Ban::ended).max().orElse(0);
  }

  private static boolean isOfTheRecipient(ConsentEvent event) {
    return event.source().authority() == Authority.RECIPIENT;
  }
}
