// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.ConsentEvent.Authority;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.ConsentLevel;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The rules of the ledger as one would say them, for each event by itself. */
final class StandingRules {

  private StandingRules() {}

  static List<ConsentEvent> bans(List<ConsentEvent> counted) {
    return IntStream.range(0, counted.size())
        .filter(i -> Set.of(Kind.REVOKED, Kind.SUSPENDED).contains(counted.get(i).kind()))
        .filter(
            i ->
                counted.subList(i + 1, counted.size()).stream()
                    .noneMatch(
                        later -> lifts(later, counted.get(i)) || replaces(later, counted.get(i))))
        .mapToObj(counted::get)
        .toList();
  }

  /** A grant stands unless its recipient has revoked it since, and has not taken that back. */
  static List<ConsentEvent> grants(List<ConsentEvent> counted) {
    return IntStream.range(0, counted.size())
        .filter(i -> counted.get(i).kind() == Kind.GRANTED)
        .filter(
            i ->
                IntStream.range(i + 1, counted.size())
                    .filter(j -> counted.get(j).kind() == Kind.REVOKED)
                    .filter(j -> counted.get(j).source().authority() == Authority.RECIPIENT)
                    .allMatch(j -> isTakenBack(counted, j)))
        .mapToObj(counted::get)
        .toList();
  }

  private static boolean isTakenBack(List<ConsentEvent> counted, int revocation) {
    for (var later : counted.subList(revocation + 1, counted.size())) {
      if (lifts(later, counted.get(revocation))) {
        return true;
      }
      if (replaces(later, counted.get(revocation))) {
        return false;
      }
    }
    return false;
  }

  private static boolean lifts(ConsentEvent later, ConsentEvent ban) {
    boolean kind =
        later.kind() == Kind.RESTORED
            || (later.kind() == Kind.CLEARED && ban.kind() == Kind.SUSPENDED);
    boolean scope = later.scope().value().equals("all") || later.scope().equals(ban.scope());
    if (later.source() == Source.KEYWORD) {
      return kind && ban.source() == Source.KEYWORD && later.scope().equals(ban.scope());
    }
    return kind
        && scope
        && later.source().authority().ordinal() >= ban.source().authority().ordinal();
  }

  private static boolean replaces(ConsentEvent later, ConsentEvent ban) {
    return later.kind() == Kind.GRANTED
        && later.level() != ConsentLevel.IMPLIED
        && ban.source().authority() == Authority.RECIPIENT;
  }
}
