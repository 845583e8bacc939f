// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an account allows itself until it has a policy of its own.
 *
 * @param senderName who you are, as a recipient knows you; up to 40 characters
 * @param countries that are sent to: two letters, or {@code own} for those that the senders are at
 *     home in, {@code any}, or {@code test} for Twilio's magic numbers
 * @param refusedLines kinds of numbers that nothing is sent to
 * @param velocity how many messages may go to numbers that differ in their last digits only: how
 *     many, within what time, how many digits
 * @param velocityFor the purposes that this counts and limits
 * @param contentRules how strict each check of a text is
 * @param forbiddenWords by category, in the place of those that we bring
 * @param stopLine the sentence that says how to opt out
 * @param consentRequired what follows where a law demands a consent that nobody has recorded
 * @param hours when marketing may go out, by the clock of the recipient, beyond what the law says
 * @param caps how much marketing one person may get, beyond what the law says: how many, within
 *     what time
 */
@ConfigurationProperties("trunkline.policy")
record PolicyProperties(
    @Nullable String senderName,
    @DefaultValue("own") Set<String> countries,
    @DefaultValue({"premium_rate", "shared_cost", "personal", "toll_free", "other"})
        List<LineKind> refusedLines,
    @DefaultValue({
          "60/PT10M/4",
          "150/PT1H/4",
          "400/PT24H/4",
          "30/PT10M/3",
          "80/PT1H/3",
          "200/PT24H/3"
        })
        List<String> velocity,
    @DefaultValue("otp") Set<Purpose> velocityFor,
    @DefaultValue ContentRules contentRules,
    @DefaultValue Map<String, List<String>> forbiddenWords,
    @DefaultValue StopLine stopLine,
    @DefaultValue("warn") Strictness consentRequired,
    @Nullable String hours,
    @DefaultValue List<String> caps) {

  /**
   * How strict each check is: {@code off}, {@code warn} or {@code block}.
   *
   * @param senderNamed that the text names the sender, if {@code sender-name} is set
   * @param optOutInstruction that marketing says how to opt out
   * @param numericOptOut that nobody is told to answer with a number to opt out
   * @param publicShortener that there is no link of a public shortener
   * @param forbiddenWords that none of the forbidden words is there
   * @param countryMarks that there are the marks that some countries demand of marketing
   */
  record ContentRules(
      @DefaultValue("warn") Strictness senderNamed,
      @DefaultValue("warn") Strictness optOutInstruction,
      @DefaultValue("warn") Strictness numericOptOut,
      @DefaultValue("warn") Strictness publicShortener,
      @DefaultValue("warn") Strictness forbiddenWords,
      @DefaultValue("warn") Strictness countryMarks) {

    private Map<ContentRule, Strictness> byRule() {
      return Map.of(
          ContentRule.SENDER_NAMED, senderNamed,
          ContentRule.OPT_OUT_INSTRUCTION, optOutInstruction,
          ContentRule.NUMERIC_OPT_OUT, numericOptOut,
          ContentRule.PUBLIC_SHORTENER, publicShortener,
          ContentRule.FORBIDDEN_WORDS, forbiddenWords,
          ContentRule.COUNTRY_MARKS, countryMarks);
    }
  }

  /**
   * The sentence that says how to opt out.
   *
   * @param texts by language, in the place of those that we bring
   * @param appendedFor the purposes whose texts get it where they do not say it themselves
   * @param every after how long a recipient is to be told again; zero for always
   */
  record StopLine(
      @DefaultValue Map<String, String> texts,
      @DefaultValue Set<Purpose> appendedFor,
      @DefaultValue("0s") Duration every) {}

  PolicyProperties {
    senderName = blankToNull(senderName);
    hours = blankToNull(hours);
    countries = Set.copyOf(countries);
    refusedLines = List.copyOf(refusedLines);
    velocity = List.copyOf(velocity);
    velocityFor = Set.copyOf(velocityFor);
    caps = List.copyOf(caps);
  }

  /**
   * @throws IllegalArgumentException that names the setting that makes none
   */
  Policy policy() {
    return new Policy(reach(), content(), restraint());
  }

  private Policy.Reach reach() {
    var limits = named("velocity", () -> velocity.stream().map(PrefixLimit::parse).toList());
    return named(
        "countries",
        () -> new Policy.Reach(countries, Set.copyOf(refusedLines), limits, velocityFor));
  }

  private Policy.Content content() {
    var line =
        named(
            "stop-line",
            () ->
                new Policy.StopLine(
                    stopLine.texts().isEmpty() ? bundledStopLines() : stopLine.texts(),
                    stopLine.appendedFor(),
                    stopLine.every()));
    var words =
        named(
            "forbidden-words",
            () -> {
              WordList.check(forbiddenWords);
              return forbiddenWords.isEmpty() ? bundledWords() : forbiddenWords;
            });
    return named(
        "sender-name", () -> new Policy.Content(senderName, contentRules.byRule(), words, line));
  }

  private Policy.Restraint restraint() {
    var own = named("caps", () -> caps.stream().map(OwnCap::parse).toList());
    var week = hours == null ? null : named("hours", () -> WeekHours.parse(hours));
    return new Policy.Restraint(consentRequired, week, own, Map.of(), Map.of());
  }

  private static <T> T named(String setting, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trunkline.policy." + setting + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> bundledStopLines() {
    return Rows.of("stop-lines.csv").stream()
        .collect(toMap(row -> row.get("language"), row -> row.get("text")));
  }

  private static Map<String, List<String>> bundledWords() {
    return Rows.of("forbidden-words.csv").stream()
        .collect(groupingBy(row -> row.get("category"), mapping(row -> row.get("word"), toList())));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
