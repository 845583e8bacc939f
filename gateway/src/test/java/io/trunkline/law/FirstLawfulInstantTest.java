// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random laws and instants, against somebody who looks at the clocks minute by minute. */
class FirstLawfulInstantTest {

  private static final int CASES = 1_000;

  /** Half hours, a daylight saving of half an hour, one that is winter time, jumps at midnight. */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "America/New_York",
              "America/St_Johns",
              "America/Havana",
              "Asia/Kolkata",
              "Asia/Kathmandu",
              "Australia/Lord_Howe",
              "Africa/Casablanca",
              "Europe/Dublin",
              "Asia/Beirut",
              "Pacific/Apia",
              "America/Chicago")
          .map(ZoneId::of)
          .toList();

  /** Several zones: Idaho, Tennessee, Florida; one: New York. */
  private static final List<String> NUMBERS =
      List.of("+12085550123", "+14235550123", "+18505550123", "+12125550123");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void isWhatTheClocksSayMinuteByMinute(long seed) {
    var random = new Random(seed);
    var seen = new ArrayList<Class<?>>();
    for (int i = 0; i < CASES; i++) {
      seen.add(agree(random));
    }

    assertThat(seen).contains(Decision.Send.class, Decision.Defer.class, Decision.Block.class);
  }

  private static Class<?> agree(Random random) {
    var number = PhoneNumber.parse(NUMBERS.get(random.nextInt(NUMBERS.size())));
    var zone = random.nextBoolean() ? ZONES.get(random.nextInt(ZONES.size())) : null;
    Collection<ZoneId> zones = zone == null ? number.places().zones() : List.of(zone);
    var now = instant(random, List.copyOf(zones));
    var law = new RandomLaw(random, LocalDate.ofInstant(now, ZoneOffset.UTC), List.copyOf(zones));
    var rules = law.ruleSet();
    var contacts = law.contacts(now);
    var asked =
        new Circumstances(
            rules.whereabouts(number, new KnownPlace(zone, null, null)),
            Purpose.MARKETING,
            Medium.TEXT,
            "p0",
            ConsentLevel.NONE,
            law.lastPurchase(),
            contacts,
            new OwnRules(law.ownHours(), List.of()));

    var decision = rules.decide(asked, now);

    Predicate<Instant> lawful = at -> law.isLawful(at, zones, contacts, "p0");
    var first = law.isForbidden(now, zones) ? null : first(lawful, now, now.plus(RuleSet.HORIZON));
    assertThat(until(decision, now)).as("%s %s %s %s", now, zones, contacts, law).isEqualTo(first);
    if (decision instanceof Decision.Defer defer) {
      assertThat(defer.because()).isNotEmpty();
    }
    return decision.getClass();
  }

  private static @Nullable Instant until(Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Send send -> now;
      case Decision.Defer defer -> defer.until();
      case Decision.Block block -> null;
    };
  }

  private static @Nullable Instant first(Predicate<Instant> lawful, Instant from, Instant limit) {
    var at = from;
    while (!lawful.test(at)) {
      at = at.plus(1, ChronoUnit.MINUTES);
      if (!at.isBefore(limit)) {
        return null;
      }
    }
    return at;
  }

  /** Often in the hours around a jump of a clock. */
  private static Instant instant(Random random, List<ZoneId> zones) {
    var any =
        Instant.parse("2026-01-01T00:00:00Z").plus(random.nextInt(800_000), ChronoUnit.MINUTES);
    var jump = zones.getFirst().getRules().nextTransition(any);
    return jump == null || random.nextInt(3) == 0
        ? any
        : jump.getInstant().plus(Duration.ofMinutes(random.nextInt(2_000) - 1_500));
  }

  /** One that is closed when a window ends stays open until then. */
  @Test
  void saysHowLongItStaysLawful() {
    var random = new Random(5);
    int sent = 0;
    while (sent < 60) {
      var number = PhoneNumber.parse(NUMBERS.getFirst());
      var zones = List.copyOf(number.places().zones());
      var now = instant(random, zones);
      var law = new RandomLaw(random, LocalDate.ofInstant(now, ZoneOffset.UTC), zones);
      var rules = law.ruleSet();
      var contacts = law.contacts(now);
      var asked =
          new Circumstances(
              rules.whereabouts(number, KnownPlace.NOTHING),
              Purpose.MARKETING,
              Medium.TEXT,
              "p0",
              ConsentLevel.NONE,
              law.lastPurchase(),
              contacts,
              new OwnRules(law.ownHours(), List.of()));
      if (rules.decide(asked, now) instanceof Decision.Send send) {
        sent++;
        Predicate<Instant> unlawful = at -> !law.isLawful(at, zones, contacts, "p0");
        assertThat(send.openUntil())
            .as("%s %s %s", now, contacts, law)
            .isEqualTo(first(unlawful, now, now.plus(RuleSet.HORIZON)));
      }
    }
  }
}
