// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.law.Cap;
import io.trunkline.law.Hours;
import io.trunkline.law.OwnRules;
import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an account allows itself. Nothing of it widens what the law allows. */
public record Policy(Reach reach, Content content, Restraint restraint) {

  /**
   * To whom it sends.
   *
   * @param countries ISO 3166-1; besides, {@link #OWN}, {@link #ANY} and {@link #TEST}
   * @param refusedLines kinds of numbers that nothing is sent to
   * @param velocity how many messages may go to neighbouring numbers
   * @param velocityFor the purposes that are counted and limited, all together; others are neither
   *     counted nor refused, and cost nothing
   */
  public record Reach(
      Set<String> countries,
      Set<LineKind> refusedLines,
      List<PrefixLimit> velocity,
      Set<Purpose> velocityFor) {

    /** Among the countries: those that the account's senders are at home in. */
    public static final String OWN = "own";

    /** Among the countries: every one, and what belongs to none. */
    public static final String ANY = "any";

    /** Among the countries: Twilio's magic numbers, {@code +1500555} and four digits. */
    public static final String TEST = "test";

    public Reach {
      countries = Set.copyOf(countries);
      refusedLines = Set.copyOf(refusedLines);
      velocity = List.copyOf(velocity);
      velocityFor = Set.copyOf(velocityFor);
      countries.forEach(Countries::check);
    }
  }

  /**
   * What its texts say.
   *
   * @param senderName who it is, as a recipient knows it; null leaves {@link
   *     ContentRule#SENDER_NAMED} unchecked
   * @param rules how strict each rule is; one that is absent is off
   * @param forbiddenWords words and phrases by category
   */
  public record Content(
      @Nullable String senderName,
      Map<ContentRule, Strictness> rules,
      Map<String, List<String>> forbiddenWords,
      StopLine stopLine) {

    public Content {
      rules = Map.copyOf(rules);
      var copied = new HashMap<String, List<String>>();
      forbiddenWords.forEach((category, words) -> copied.put(category, List.copyOf(words)));
      forbiddenWords = Map.copyOf(copied);
      if (senderName != null && (senderName.isBlank() || senderName.length() > 40)) {
        throw new IllegalArgumentException("The name of a sender has 1 to 40 characters");
      }
      WordList.check(forbiddenWords);
    }

    Strictness strictness(ContentRule rule) {
      return rules.getOrDefault(rule, Strictness.OFF);
    }
  }

  /**
   * The sentence that says how to opt out.
   *
   * @param texts by language, {@code en} or {@code fr-CA}
   * @param appendedFor the purposes whose texts get it where it is due and they do not say it
   *     themselves; none for never
   * @param every after how long it is due again for one recipient; zero for always. At most 366
   *     days.
   */
  public record StopLine(Map<String, String> texts, Set<Purpose> appendedFor, Duration every) {

    private static final String OTHERWISE = "en";
    private static final int LONGEST = 160;
    static final Duration RAREST = Duration.ofDays(366);

    public StopLine {
      texts = Map.copyOf(texts);
      appendedFor = Set.copyOf(appendedFor);
      if (every.isNegative() || every.compareTo(RAREST) > 0) {
        throw new IllegalArgumentException("A stop line is due every 0 to 366 days");
      }
      texts.forEach(StopLine::check);
      if (!appendedFor.isEmpty() && !texts.containsKey(OTHERWISE)) {
        throw new IllegalArgumentException("A stop line has an English text, for all others");
      }
    }

    private static void check(String language, String text) {
      if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
        throw new IllegalArgumentException("A language is written as in en or fr-CA");
      }
      if (text.length() > LONGEST || !OptOutWords.instruct(text)) {
        throw new IllegalArgumentException(
            "A stop line says how to opt out, as in \"Reply STOP to opt out\", in up to 160"
                + " characters");
      }
    }

    /** The text for a language: its own, that of the language without a region, or English. */
    String text(@Nullable String language) {
      var known = language == null ? OTHERWISE : language;
      var otherwise = texts.getOrDefault(known.split("-")[0], texts.getOrDefault(OTHERWISE, ""));
      return texts.getOrDefault(known, otherwise);
    }

    boolean isAlwaysDue() {
      return every.isZero();
    }
  }

  /**
   * When it keeps quiet. Of marketing only.
   *
   * @param consentRequired what follows where the law of the recipient demands a consent that the
   *     ledger does not have
   * @param hours when it may reach people, by their own clocks, as {@link WeekHours#parse} reads
   *     it; null for whenever the law allows
   * @param caps how often it may reach one person
   * @param paused regions that nothing goes to for the time being, by ISO 3166-1 or 3166-2, and
   *     until when: the switch for an emergency there
   * @param programmes what it keeps to in some of its programmes besides, by their names
   */
  public record Restraint(
      Strictness consentRequired,
      @Nullable WeekHours hours,
      List<OwnCap> caps,
      Map<String, Instant> paused,
      Map<String, OwnProgramme> programmes) {

    public Restraint {
      caps = List.copyOf(caps);
      paused = Map.copyOf(paused);
      programmes = Map.copyOf(programmes);
      paused.keySet().forEach(Countries::checkRegion);
      programmes.keySet().forEach(OwnProgramme::check);
    }

    private OwnProgramme in(@Nullable String programme) {
      return programme == null
          ? OwnProgramme.UNRESTRAINED
          : programmes.getOrDefault(programme, OwnProgramme.UNRESTRAINED);
    }

    /**
     * The hours and the caps that marketing keeps to.
     *
     * @param programme what it is part of; null if nothing
     */
    public OwnRules rules(@Nullable String programme) {
      var within = in(programme);
      var allHours = new ArrayList<Hours>();
      if (hours != null) {
        allHours.add(new Hours("own-hours", hours));
      }
      if (within.hours() != null) {
        allHours.add(new Hours("programme-hours", within.hours()));
      }
      var allCaps = new ArrayList<Cap>();
      caps.forEach(cap -> allCaps.add(new Cap("own-cap", cap.most(), cap.within(), null)));
      within
          .caps()
          .forEach(
              cap -> allCaps.add(new Cap("programme-cap", cap.most(), cap.within(), programme)));
      return new OwnRules(allHours, allCaps);
    }

    /**
     * When the last pause ends of those that hold for the programme, or somewhere among these
     * places; empty if none does.
     *
     * @param programme what is to be sent is part of; null if nothing
     * @param places ISO 3166-1 or 3166-2, all where somebody may be; a country stands for each of
     *     its regions, since it may be that
     */
    public Optional<Instant> pausedUntil(
        @Nullable String programme, Collection<String> places, Instant now) {
      var there =
          paused.entrySet().stream()
              .filter(pause -> places.stream().anyMatch(place -> touch(pause.getKey(), place)))
              .map(Map.Entry::getValue);
      return Stream.concat(there, Stream.ofNullable(in(programme).pausedUntil()))
          .filter(until -> until.isAfter(now))
          .max(Comparator.naturalOrder());
    }

    private static boolean touch(String one, String other) {
      return one.equals(other) || one.startsWith(other + "-") || other.startsWith(one + "-");
    }
  }
}
