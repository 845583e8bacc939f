// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static java.util.Objects.requireNonNull;

import io.trunkline.phone.PhoneNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the law as of one version, and what they say. Every answer is a pure function of the
 * question, the instant and the time-zone data of this Java; none takes a lock or does I/O. For any
 * number of threads.
 */
public final class RuleSet {

  /** Nobody waits longer to be told something. */
  public static final Duration HORIZON = Duration.ofDays(60);

  private final Imprint imprint;
  private final Statutes statutes;
  private final List<RevocationRule> revocations;
  private final PlaceBook places;
  private final Clocks clocks;

  RuleSet(
      Imprint imprint,
      Statutes statutes,
      List<RevocationRule> revocations,
      PlaceBook places,
      Clocks clocks) {
    this.imprint = imprint;
    this.statutes = statutes;
    this.revocations = revocations;
    this.places = places;
    this.clocks = clocks;
  }

  /**
   * @param timeZoneData the first version of the time-zone database that knows all that the rule
   *     set knows of clocks
   */
  record Imprint(String version, LocalDate published, String timeZoneData) {}

  /** The one that the program brings. */
  public static RuleSet bundled() {
    return read(new ByteArrayInputStream(bundledDocument().getBytes(StandardCharsets.UTF_8)));
  }

  static String bundledDocument() {
    try (var json = requireNonNull(RuleSet.class.getResourceAsStream("rules.json"))) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a document, of which {@code rules.json} in this package is one.
   *
   * @throws io.trunkline.problem.RefusalException with all that is wrong, each with its JSON
   *     pointer
   */
  public static RuleSet read(InputStream json) {
    return read(json, ZoneId::getRules);
  }

  /**
   * @param rules of the zones, where they are to be others than this Java's
   */
  static RuleSet read(InputStream json, Function<ZoneId, ZoneRules> rules) {
    return RuleSetReader.read(json, rules);
  }

  public String version() {
    return imprint.version();
  }

  /** When somebody last looked whether its facts still stand. */
  public LocalDate published() {
    return imprint.published();
  }

  /** The first version of the time-zone database that knows what this rule set knows of clocks. */
  public String timeZoneData() {
    return imprint.timeZoneData();
  }

  /** Where somebody may be. */
  public Whereabouts whereabouts(PhoneNumber number, KnownPlace known) {
    return places.of(number, known);
  }

  /**
   * Whether it knows a region: by ISO 3166-2 in a country whose regions have rules or clocks of
   * their own ({@code US-CA}), elsewhere by the country that it is in ({@code FR}, {@code DE-BY}).
   */
  public boolean knowsRegion(String code) {
    return places.knows(code);
  }

  /** Whether somebody may be reached at an instant, and if not, when. */
  public Decision decide(Circumstances asked, Instant at) {
    return about(asked).decide(at);
  }

  /** What {@link #decide} is made from. */
  public Explanation explain(Circumstances asked, Instant at) {
    return about(asked).explain(at);
  }

  /**
   * The consents that the law wants on record and that are not; {@link Decision.Send} has them
   * among its warnings.
   */
  public List<Reason> lackingConsents(Circumstances asked, Instant at) {
    return about(asked).lackingConsents(at);
  }

  private Inquiry about(Circumstances asked) {
    var where = asked.where();
    return new Inquiry(
        version(),
        asked,
        statutes.to(where.jurisdictions(), asked.purpose(), asked.medium()),
        clocks);
  }

  /**
   * For how long a contact may count for a cap, so that a decision has to know of it; zero where
   * nothing is capped.
   */
  public Duration memory(Whereabouts where, Purpose purpose, Medium medium) {
    return statutes.to(where.jurisdictions(), purpose, medium).caps().stream()
        .map(CapRule::memory)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * What somebody ends by saying STOP, wherever they may be: of all rules that apply, the most.
   *
   * @param answered what they answered; null if nobody knows
   */
  public Revocation revocation(Whereabouts where, @Nullable Purpose answered, Instant at) {
    return RevocationRule.together(
        revocations, where.jurisdictions(), answered, clocks.of(where.zones()), at);
  }

  /** The facts about clocks that this Java does not know; the zones concerned are widened. */
  public List<ZoneProbe> staleZones() {
    return clocks.wrong();
  }

  /** The ids of all rules that a decision may depend on. */
  Set<String> ruleIds() {
    return statutes.ruleIds();
  }
}
