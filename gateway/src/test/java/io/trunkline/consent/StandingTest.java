// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {

  private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");
  private static final ConsentScope NUMBER = ConsentScope.sender("+14155550100");
  private static final ConsentScope SHOES = ConsentScope.programme("shoes");
  private static final Set<ConsentScope> BOTH = Set.of(NUMBER, SHOES);
  private static final List<ConsentScope> SCOPES =
      List.of(ConsentScope.ALL, NUMBER, SHOES, ConsentScope.channel("sms"));

  private final List<ConsentEvent> said = new ArrayList<>();

  @Test
  void forbidsNothingAndKnowsOfNoConsentAtFirst() {
    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();
    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.NONE);
  }

  @Test
  void knowsTheHighestConsentThatStands() {
    grant(SHOES, ConsentLevel.WRITTEN, Purpose.MARKETING);
    grant(NUMBER, ConsentLevel.IMPLIED, Purpose.MARKETING);

    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.WRITTEN);
    assertThat(towards(Purpose.MARKETING).grants()).isEqualTo(said);
    assertThat(towards(Purpose.TRANSACTIONAL).level()).isEqualTo(ConsentLevel.NONE);
    assertThat(new Standing(said).towards(Set.of(NUMBER), Purpose.MARKETING).level())
        .isEqualTo(ConsentLevel.IMPLIED);
  }

  @Test
  void bringsBackByStartWhatStopTook() {
    grant(SHOES, ConsentLevel.WRITTEN, Purpose.MARKETING);
    say(Kind.REVOKED, NUMBER, Source.KEYWORD);
    assertThat(towards(Purpose.MARKETING).against()).containsExactly(said.getLast());
    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.NONE);

    say(Kind.RESTORED, NUMBER, Source.KEYWORD);

    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();
    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.WRITTEN);
  }

  @Test
  void grantsNothingByStartAlone() {
    say(Kind.RESTORED, ConsentScope.ALL, Source.KEYWORD);

    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.NONE);
  }

  @Test
  void doesNotBringBackByStartWhatWasStoppedElsewhere() {
    say(Kind.REVOKED, SHOES, Source.WEB);
    say(Kind.REVOKED, ConsentScope.ALL, Source.PAPER);
    say(Kind.REVOKED, NUMBER, Source.KEYWORD);

    say(Kind.RESTORED, NUMBER, Source.KEYWORD);

    assertThat(towards(Purpose.MARKETING).against()).containsExactlyElementsOf(said.subList(0, 2));
  }

  @Test
  void beginsAnewWithWhatIsGrantedAfterAStop() {
    grant(SHOES, ConsentLevel.WRITTEN, Purpose.MARKETING);
    say(Kind.REVOKED, ConsentScope.ALL, Source.KEYWORD);
    grant(SHOES, ConsentLevel.EXPRESS, Purpose.MARKETING);

    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();
    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.EXPRESS);
    assertThat(towards(Purpose.TRANSACTIONAL).isBlocked()).isTrue();
    assertThat(new Standing(said).towards(Set.of(NUMBER), Purpose.MARKETING).isBlocked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"IMPLIED, true", "EXPRESS, false", "WRITTEN, false"})
  void liftsAStopByNoConsentThatIsOnlyImplied(ConsentLevel level, boolean blocked) {
    say(Kind.REVOKED, NUMBER, Source.KEYWORD);

    grant(ConsentScope.ALL, level, Purpose.MARKETING);

    assertThat(towards(Purpose.MARKETING).isBlocked()).isEqualTo(blocked);
  }

  @ParameterizedTest
  @EnumSource(
      value = Source.class,
      names = {"WEB", "PAPER", "VOICE", "API", "META", "REASSIGNED"})
  void bringsBackByStartOnlyWhatATextTookOfTheSameScope(Source source) {
    say(Kind.REVOKED, NUMBER, source, Purpose.MARKETING);
    var ban = said.getLast();
    say(Kind.REVOKED, NUMBER, Source.KEYWORD);

    say(Kind.RESTORED, NUMBER, Source.KEYWORD);

    assertThat(towards(Purpose.MARKETING).against()).containsExactly(ban);
    assertThat(towards(Purpose.TRANSACTIONAL).isBlocked()).isFalse();
  }

  @Test
  void letsNoConsentDatedInTheFutureOutliveALaterStop() {
    said.add(
        event(
            Kind.GRANTED,
            NUMBER,
            Set.of(Purpose.MARKETING),
            ConsentLevel.WRITTEN,
            Source.API,
            MONDAY.plusSeconds(300),
            MONDAY));
    said.add(event(Kind.REVOKED, NUMBER, Set.of(), null, Source.KEYWORD, MONDAY.plusSeconds(60)));

    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Source.class,
      names = {"OPERATOR", "REGULATOR"})
  void letsNoRecipientLiftWhatAHigherAuthorityForbids(Source source) {
    say(Kind.REVOKED, NUMBER, source);
    var ban = said.getLast();

    say(Kind.RESTORED, NUMBER, Source.KEYWORD);
    say(Kind.RESTORED, ConsentScope.ALL, Source.WEB);
    grant(NUMBER, ConsentLevel.WRITTEN, Purpose.MARKETING);
    assertThat(towards(Purpose.MARKETING).against()).containsExactly(ban);

    say(Kind.RESTORED, NUMBER, source);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();
    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.WRITTEN);
  }

  @Test
  void letsNoOperatorLiftWhatARegulatorForbids() {
    say(Kind.REVOKED, ConsentScope.ALL, Source.REGULATOR);
    say(Kind.RESTORED, ConsentScope.ALL, Source.OPERATOR);

    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
  }

  @Test
  void liftsADoubtByAPersonOrByTheRecipientAndNothingElse() {
    say(Kind.SUSPENDED, NUMBER, Source.DOUBT, Purpose.MARKETING);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
    assertThat(towards(Purpose.TRANSACTIONAL).isBlocked()).isFalse();

    say(Kind.CLEARED, NUMBER, Source.OPERATOR);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();

    say(Kind.SUSPENDED, NUMBER, Source.DOUBT, Purpose.MARKETING);
    say(Kind.RESTORED, NUMBER, Source.KEYWORD);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();

    say(Kind.RESTORED, NUMBER, Source.WEB);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isFalse();

    say(Kind.REVOKED, NUMBER, Source.KEYWORD);
    say(Kind.CLEARED, NUMBER, Source.OPERATOR);
    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
  }

  @Test
  void takesNoSuspensionForAnEndOfConsent() {
    grant(NUMBER, ConsentLevel.EXPRESS, Purpose.MARKETING);
    say(Kind.SUSPENDED, NUMBER, Source.DOUBT);
    say(Kind.REVOKED, NUMBER, Source.OPERATOR);

    assertThat(towards(Purpose.MARKETING).level()).isEqualTo(ConsentLevel.EXPRESS);
  }

  @Test
  void countsFromWhenSomethingWasSaidHoweverLateItIsWritten() {
    say(Kind.REVOKED, NUMBER, Source.KEYWORD);
    said.add(
        event(
            Kind.GRANTED,
            NUMBER,
            Set.of(Purpose.MARKETING),
            ConsentLevel.WRITTEN,
            Source.IMPORT,
            MONDAY.minusSeconds(1)));

    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
    assertThat(new Standing(said).events())
        .extracting(ConsentEvent::kind)
        .containsExactly(Kind.GRANTED, Kind.REVOKED);
  }

  @Test
  void neverForgetsARevocation() {
    said.add(
        event(Kind.REVOKED, NUMBER, Set.of(), null, Source.KEYWORD, Instant.EPOCH.plusSeconds(1)));

    assertThat(towards(Purpose.MARKETING).isBlocked()).isTrue();
  }

  /** Against the rules as one would say them, for each event by itself. */
  @Test
  void agreesWithTheRulesWhateverIsSaidInWhateverOrder() {
    var random = new Random(20261121);
    int blocked = 0;
    int granted = 0;
    for (int round = 0; round < 20_000; round++) {
      said.clear();
      int length = random.nextInt(9);
      for (int i = 0; i < length; i++) {
        said.add(randomEvent(random));
      }
      var purpose = Purpose.values()[random.nextInt(2)];
      var scopes = random.nextBoolean() ? BOTH : Set.of(SHOES);

      var towards = new Standing(said).towards(scopes, purpose);

      var counted =
          said.stream()
              .sorted(Comparator.comparing(ConsentEvent::at))
              .filter(event -> event.purposes().isEmpty() || event.purposes().contains(purpose))
              .filter(
                  event -> event.scope().value().equals("all") || scopes.contains(event.scope()))
              .toList();
      assertThat(towards.against()).as("%s", said).isEqualTo(StandingRules.bans(counted));
      assertThat(towards.grants()).as("%s", said).isEqualTo(StandingRules.grants(counted));
      blocked += towards.isBlocked() ? 1 : 0;
      granted += towards.grants().isEmpty() ? 0 : 1;
    }
    assertThat(blocked).isBetween(3_000, 17_000);
    assertThat(granted).isBetween(1_000, 17_000);
  }

  @Test
  void liftsByStartNothingButWhatTextsTookOfTheSameScopeWhateverElseIsSaid() {
    var random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      said.clear();
      IntStream.range(0, 8).forEach(_ -> said.add(randomEvent(random)));
      var before = new Standing(said).towards(BOTH, Purpose.MARKETING).against();
      said.add(
          event(
              Kind.RESTORED,
              ConsentScope.ALL,
              Set.of(),
              null,
              Source.KEYWORD,
              MONDAY.plusSeconds(99)));

      var after = new Standing(said).towards(BOTH, Purpose.MARKETING).against();

      assertThat(after)
          .isEqualTo(
              before.stream()
                  .filter(
                      event ->
                          event.source() != Source.KEYWORD
                              || !event.scope().equals(ConsentScope.ALL))
                  .toList());
    }
  }

  @Test
  void isTheSameInWhateverOrderThingsAreWrittenIfTheyWereSaidOneAfterTheOther() {
    var random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      said.clear();
      for (int i = 0; i < 8; i++) {
        var event = randomEvent(random);
        said.add(
            event(
                event.kind(),
                event.scope(),
                event.purposes(),
                event.level(),
                event.source(),
                MONDAY.plus(Duration.ofHours(i))));
      }
      var expected = towards(Purpose.MARKETING);
      Collections.shuffle(said, random);

      assertThat(towards(Purpose.MARKETING)).isEqualTo(expected);
    }
  }

  private static ConsentEvent randomEvent(Random random) {
    var kind = Kind.values()[random.nextInt(5)];
    var sources = List.of(Source.KEYWORD, Source.WEB, Source.OPERATOR, Source.REGULATOR);
    var source = sources.get(random.nextInt(kind == Kind.GRANTED ? 2 : 4));
    var purposes =
        kind == Kind.GRANTED || random.nextBoolean()
            ? EnumSet.of(Purpose.values()[random.nextInt(2)])
            : EnumSet.noneOf(Purpose.class);
    return event(
        kind,
        SCOPES.get(random.nextInt(SCOPES.size())),
        purposes,
        kind == Kind.GRANTED ? ConsentLevel.values()[1 + random.nextInt(3)] : null,
        source,
        MONDAY.plusSeconds(random.nextInt(4)));
  }

  private Standing.Towards towards(Purpose purpose) {
    return new Standing(said).towards(BOTH, purpose);
  }

  private void grant(ConsentScope scope, ConsentLevel level, Purpose purpose) {
    said.add(event(Kind.GRANTED, scope, Set.of(purpose), level, Source.WEB, MONDAY));
  }

  private void say(Kind kind, ConsentScope scope, Source source, Purpose... purposes) {
    said.add(event(kind, scope, Set.of(purposes), null, source, MONDAY));
  }

  private static ConsentEvent event(
      Kind kind,
      ConsentScope scope,
      Set<Purpose> purposes,
      @Nullable ConsentLevel level,
      Source source,
      Instant at) {
    return event(kind, scope, purposes, level, source, at, at);
  }

  private static ConsentEvent event(
      Kind kind,
      ConsentScope scope,
      Set<Purpose> purposes,
      @Nullable ConsentLevel level,
      Source source,
      Instant at,
      Instant recordedAt) {
    return new ConsentEvent(
        UUID.randomUUID(),
        new AccountId(new UUID(0, 1)),
        new PhoneNumber("+14155550123"),
        scope,
        kind,
        purposes,
        level,
        source,
        Evidence.NONE,
        at,
        recordedAt);
  }
}
