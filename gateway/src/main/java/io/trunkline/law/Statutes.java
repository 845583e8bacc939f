// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The rules of all jurisdictions, and which of them apply to whom. */
final class Statutes {

  private static final int COUNTRY = 2;

  private final Map<String, List<Rule>> byJurisdiction;
  private final Map<Question, Applying> answers = new ConcurrentHashMap<>();

  private record Question(Set<String> jurisdictions, Purpose purpose, Medium medium) {}

  /** Those that apply, each kind in the order of their ids. */
  record Applying(
      List<HoursRule> hours,
      List<CapRule> caps,
      List<Prohibition> prohibitions,
      List<ConsentRule> consents) {

    static Applying of(List<Rule> rules) {
      return new Applying(
          only(HoursRule.class, rules),
          only(CapRule.class, rules),
          only(Prohibition.class, rules),
          only(ConsentRule.class, rules));
    }

    private static <R extends Rule> List<R> only(Class<R> kind, List<Rule> rules) {
      return rules.stream()
          .filter(kind::isInstance)
          .map(kind::cast)
          .sorted(Comparator.comparing(rule -> rule.reason().rule()))
          .toList();
    }
  }

  Statutes(List<Rule> rules) {
    this.byJurisdiction =
        rules.stream().collect(Collectors.groupingBy(rule -> rule.bounds().jurisdiction()));
  }

  /** The jurisdictions that have rules. */
  Set<String> jurisdictions() {
    return byJurisdiction.keySet();
  }

  Set<String> ruleIds() {
    return byJurisdiction.values().stream()
        .flatMap(List::stream)
        .map(rule -> rule.reason().rule())
        .collect(Collectors.toSet());
  }

  /**
   * The rules of every one of the jurisdictions, and for each country without hours of its own for
   * this purpose and medium, those for any country.
   *
   * @param jurisdictions of a {@link Whereabouts} of this rule set: there are not so many
   */
  Applying to(Set<String> jurisdictions, Purpose purpose, Medium medium) {
    return answers.computeIfAbsent(new Question(jurisdictions, purpose, medium), this::find);
  }

  private Applying find(Question question) {
    var rules = new ArrayList<Rule>();
    var names = new TreeSet<>(question.jurisdictions);
    if (names.stream().anyMatch(name -> name.length() == COUNTRY && !rulesHours(name, question))) {
      names.add(Bounds.ANY_COUNTRY);
    }
    for (var name : names) {
      byJurisdiction.getOrDefault(name, List.of()).stream()
          .filter(rule -> rule.bounds().concern(question.purpose, question.medium))
          .forEach(rules::add);
    }
    return Applying.of(rules);
  }

  private boolean rulesHours(String country, Question question) {
    return byJurisdiction.getOrDefault(country, List.of()).stream()
        .filter(rule -> rule instanceof HoursRule || rule instanceof Prohibition)
        .anyMatch(rule -> rule.bounds().concern(question.purpose, question.medium));
  }
}
