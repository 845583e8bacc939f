// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static io.trunkline.law.HoursRule.NEVER;

import io.trunkline.law.Decision.Block;
import io.trunkline.law.Decision.Defer;
import io.trunkline.law.Decision.Send;
import io.trunkline.law.Statutes.Applying;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question, with the rules that apply and the clocks to apply them by. It is lawful at an
 * instant if by every clock every hour is open, no cap is reached and nothing forbids it.
 * Immutable.
 */
final class Inquiry {

  private static final Comparator<Reason> BY_RULE = Comparator.comparing(Reason::rule);

  private final String ruleSet;
  private final Circumstances asked;
  private final Applying rules;
  private final List<HoursRule> hours;
  private final List<CapRule> caps;
  private final Clocks book;
  private final List<LocalClock> clocks;

  Inquiry(String ruleSet, Circumstances asked, Applying rules, Clocks book) {
    this.ruleSet = ruleSet;
    this.asked = asked;
    this.rules = rules;
    this.book = book;
    this.clocks = book.of(asked.where().zones());
    this.caps = asked.own().caps().isEmpty() ? rules.caps() : withOwn(rules.caps(), asked.own());
    this.hours = new ArrayList<>(rules.hours().size() + asked.own().hours().size());
    for (var rule : rules.hours()) {
      if (!rule.isLiftedBy(asked.consent())) {
        hours.add(rule);
      }
    }
    asked.own().hours().forEach(own -> hours.add(HoursRule.of(own)));
    rules.prohibitions().forEach(prohibition -> hours.add(HoursRule.of(prohibition)));
  }

  private static List<CapRule> withOwn(List<CapRule> caps, OwnRules own) {
    return Stream.concat(caps.stream(), own.caps().stream().map(CapRule::of)).toList();
  }

  Decision decide(Instant now) {
    var forbidden = inForce(rules.prohibitions(), now);
    if (!forbidden.isEmpty()) {
      return new Block(forbidden);
    }
    var limit = now.plus(RuleSet.HORIZON);
    var because = new TreeSet<>(BY_RULE);
    var at = now;
    var next = next(at, limit, because);
    while (next != null && next.isAfter(at)) {
      at = next;
      next = next(at, limit, because);
    }
    if (next == null) {
      return new Block(List.copyOf(because));
    }
    return at.equals(now)
        ? new Send(openUntil(now, limit), lackingConsents(now))
        : new Defer(at, List.copyOf(because));
  }

  Explanation explain(Instant now) {
    var where = asked.where();
    return new Explanation(
        ruleSet,
        where.zones().stream()
            .collect(Collectors.toMap(Function.identity(), zone -> book.plain(zone).shows(now))),
        where.source(),
        where.jurisdictions().stream().sorted().toList(),
        ruleIds(),
        where.zones().stream()
            .filter(book::isUncertain)
            .sorted(Comparator.comparing(ZoneId::getId))
            .toList());
  }

  List<Reason> lackingConsents(Instant now) {
    return rules.consents().isEmpty()
        ? List.of()
        : inForce(
            rules.consents().stream()
                .filter(rule -> asked.consent().compareTo(rule.level()) < 0)
                .toList(),
            now);
  }

  /** All that was looked at. */
  private List<String> ruleIds() {
    return Stream.of(hours, caps, rules.prohibitions(), rules.consents())
        .flatMap(List::stream)
        .map(rule -> rule.reason().rule())
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * The instant itself if it is lawful; else one up to which it is not.
   *
   * @param because is given those that stand in the way
   * @return null if there is none before the limit
   */
  private @Nullable Instant next(Instant at, Instant limit, Set<Reason> because) {
    long now = at.getEpochSecond();
    long open = now;
    for (var rule : hours) {
      long first = open(rule, now, limit.getEpochSecond());
      if (first > now) {
        because.add(rule.reason());
        open = Math.max(open, first);
      }
    }
    var next = open == now ? at : open == NEVER ? limit : Instant.ofEpochSecond(open);
    for (var cap : caps) {
      var free = cap.next(at, asked, clocks);
      if (free.isAfter(at)) {
        because.add(cap.reason());
        next = free.isAfter(next) ? free : next;
      }
    }
    return next.isBefore(limit) ? next : null;
  }

  /** The first instant at which it is open by all the clocks. */
  private long open(HoursRule rule, long now, long limit) {
    if (rule.clock() != null) {
      return rule.clock().first(rule, true, now, limit);
    }
    long at = now;
    long next = latest(rule, at, limit);
    while (next > at && next != NEVER) {
      at = next;
      next = latest(rule, at, limit);
    }
    return next;
  }

  private long latest(HoursRule rule, long at, long limit) {
    long latest = at;
    for (var clock : clocks) {
      latest = Math.max(latest, clock.first(rule, true, at, limit));
    }
    return latest;
  }

  private @Nullable Instant openUntil(Instant now, Instant limit) {
    long closed = NEVER;
    for (var rule : hours) {
      for (var clock : rule.clock() == null ? clocks : List.of(rule.clock())) {
        closed =
            Math.min(
                closed,
                clock.first(
                    rule, false, now.getEpochSecond(), Math.min(closed, limit.getEpochSecond())));
      }
    }
    var until = closed == NEVER ? limit : Instant.ofEpochSecond(closed);
    for (var cap : caps) {
      var reached = cap.reached(now, asked, clocks);
      until = reached != null && reached.isBefore(until) ? reached : until;
    }
    return until.isBefore(limit) ? until : null;
  }

  private List<Reason> inForce(List<? extends Rule> some, Instant now) {
    return some.stream()
        .filter(
            rule -> clocks.stream().anyMatch(clock -> rule.bounds().term().holds(clock.day(now))))
        .map(Rule::reason)
        .toList();
  }
}
