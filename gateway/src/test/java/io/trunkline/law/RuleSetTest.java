// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.law.Revocation.Reach;
import io.trunkline.law.Whereabouts.Source;
import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  private static final RuleSet RULES = RuleSets2026.withTheClocksOf2026();

  private static final Instant NOW = Instant.parse("2026-11-21T21:30:00Z");

  @Test
  void bringsEveryRowWithItsSource() {
    assertThat(RULES.version()).isEqualTo("2026-11-22");
    assertThat(RULES.published()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(RULES.ruleIds())
        .hasSize(86 + 1 + 7 + 15)
        .contains(
            "us-xx-hours", "default-hours", "us-ms-standard-time-hours", "tr-text-prohibition");
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550123, , , , NUMBER, US-CA, US US-CA, America/Los_Angeles",
    "+14235550123, , 37402, , POSTAL_CODE, US-TN, US US-TN, America/Chicago America/New_York",
    "+14155550123, , 10001, , POSTAL_CODE, US-CA US-NY, US US-CA US-NY, America/Los_Angeles"
        + " America/New_York",
    "+14155550123, , 06390, , POSTAL_CODE, US-CA US-CT US-NY, US US-CA US-CT US-NY,"
        + " America/Los_Angeles America/New_York",
    "+14155550123, , 10115-12, , NUMBER, US-CA, US US-CA, America/Los_Angeles",
    // Across the border, where numbers go too.
    "+14155550123, , M5V 3L9, , POSTAL_CODE, CA-ON US-CA, CA CA-ON US US-CA, America/Atikokan"
        + " America/Los_Angeles America/Toronto America/Winnipeg",
    "+14165550123, , 96813, , POSTAL_CODE, CA-ON US-HI, CA CA-ON US US-HI, America/Toronto"
        + " Pacific/Honolulu",
    "+18765550123, , 33101, , POSTAL_CODE, JM US-FL, JM US US-FL, America/Chicago America/Jamaica"
        + " America/New_York",
    "+14155550123, , M5V 3L9, US, NUMBER, US-CA, US US-CA, America/Los_Angeles",
    "+4930555012, , 10115, , NUMBER, DE, DE, Europe/Berlin",
    "+18005550123, , m5v 3l9, , POSTAL_CODE, CA-ON, CA CA-ON, America/Atikokan America/Toronto"
        + " America/Winnipeg",
    "+18005550123, , 99501, , POSTAL_CODE, US-AK, US US-AK, America/Adak America/Anchorage"
        + " America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat",
    "+14155550123, , , US-HI, REGION, US-CA US-HI, US US-CA US-HI, America/Los_Angeles"
        + " Pacific/Honolulu",
    "+14155550123, , , US, NUMBER, US-CA, US US-CA, America/Los_Angeles",
    "+4930555012, , , DE-BY, REGION, DE, DE, Europe/Berlin Europe/Busingen",
    "+14155550123, , , California, NUMBER, US-CA, US US-CA, America/Los_Angeles",
    "+14155550123, , , Pennsylvania, NUMBER, US-CA, US US-CA, America/Los_Angeles",
    "+17875550123, , , PR, REGION, US-PR, US US-PR, America/Puerto_Rico",
    "+14155550123, Asia/Tokyo, , , EXPLICIT, US-CA, US US-CA, Asia/Tokyo",
    "+14155550123, Asia/Tokyo, 10001, US-TX, EXPLICIT, US-CA US-NY, US US-CA US-NY, Asia/Tokyo"
  })
  void knowsWhereSomebodyMayBe(
      String number,
      String zone,
      String postalCode,
      String region,
      Source source,
      String places,
      String jurisdictions,
      String zones) {
    var known = new KnownPlace(zone == null ? null : ZoneId.of(zone), postalCode, region);

    assertThat(RULES.whereabouts(PhoneNumber.parse(number), known))
        .isEqualTo(
            new Whereabouts(
                List.of(zones.split(" ")).stream().map(ZoneId::of).collect(Collectors.toSet()),
                Set.of(places.split(" ")),
                Set.of(jurisdictions.split(" ")),
                source));
  }

  @ParameterizedTest
  @CsvSource({
    "US-CA, true",
    "us-ca, true",
    "PR, true",
    "CA-ON, true",
    "US, true",
    "FR, true",
    "DE-BY, true",
    "US-ZZ, false",
    "XX, false",
    "XX-YY, false",
    "California, false",
    "Pennsylvania, false",
    "U, false",
    "'', false",
    "US-, false"
  })
  void knowsTheRegionsThatSomebodyMayBeIn(String code, boolean known) {
    assertThat(RULES.knowsRegion(code)).isEqualTo(known);
  }

  @Test
  void asksEveryProvinceWhereOnlyCanadaIsKnown() {
    // An area code of Canada that is not in use yet.
    assertThat(RULES.whereabouts(PhoneNumber.parse("+12735550123"), KnownPlace.NOTHING))
        .satisfies(
            where -> {
              assertThat(where.places()).containsExactly("CA");
              assertThat(where.jurisdictions()).containsExactlyInAnyOrder("CA", "CA-BC");
              assertThat(where.zones()).contains(ZoneId.of("America/St_Johns"));
              assertThat(where.source()).isEqualTo(Source.NUMBER);
            });
  }

  @Test
  void takesANumberWithoutAPlaceForOneOfAnyStateOrProvince() {
    assertThat(where("+18005550123").places()).containsExactlyInAnyOrder("US", "CA");
    assertThat(where("+18005550123").jurisdictions())
        .containsExactlyInAnyOrder("US", "US-XX", "CA", "CA-BC");
    assertThat(where("+870773111632").places()).isEmpty();
  }

  @Test
  void explainsADecision() {
    var asked = asked("+14235550123", Purpose.MARKETING);
    var explained = RULES.explain(asked, NOW);

    assertThat(explained.ruleSet()).isEqualTo("2026-11-22");
    assertThat(RULES.decide(asked, NOW)).isInstanceOf(Decision.Send.class);
    assertThat(explained.localTimes())
        .isEqualTo(
            Map.of(
                ZoneId.of("America/Chicago"), OffsetDateTime.parse("2026-11-21T15:30:00-06:00"),
                ZoneId.of("America/New_York"), OffsetDateTime.parse("2026-11-21T16:30:00-05:00")));
    assertThat(explained.source()).isEqualTo(Source.NUMBER);
    assertThat(explained.jurisdictions()).containsExactly("US", "US-TN");
    assertThat(explained.rules()).containsExactly("us-consent", "us-hours", "us-tn-hours");
    assertThat(explained.uncertain()).isEmpty();
  }

  @Test
  void saysAboutWhichClocksItIsNotSure() {
    var stale = RuleSets2026.withTheClocksOf2025();

    assertThat(stale.explain(asked("+16045550123", Purpose.MARKETING), NOW).uncertain())
        .containsExactly(ZoneId.of("America/Vancouver"));
    assertThat(stale.staleZones())
        .extracting(probe -> probe.zone().getId())
        .contains("America/Vancouver", "America/Edmonton", "America/Inuvik", "America/Winnipeg");
    assertThat(RULES.staleZones()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+13055550123, MARKETING, TEXT, PT24H",
    "+13055550123, OTP, TEXT, PT0S",
    "+14155550123, MARKETING, TEXT, PT0S",
    "+12075550123, MARKETING, AUTOMATIC_VOICE, PT8H",
    "+12075550123, MARKETING, VOICE, PT0S",
    "+33145550123, MARKETING, AUTOMATIC_VOICE, PT768H"
  })
  void saysForHowLongAContactMayCount(
      String number, Purpose purpose, Medium medium, Duration memory) {
    assertThat(RULES.memory(where(number), purpose, medium)).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource({
    // To advertising: the programme, and nothing that is exempted.
    "+14155550123, MARKETING, 2026-11-21, MARKETING, PROGRAMME, us-marketing-revocation",
    // To what is exempted: everything but emergencies.
    "+14155550123, TRANSACTIONAL, 2026-11-21, MARKETING INFORMATIONAL TRANSACTIONAL OTP, ALL,"
        + " us-exempted-revocation",
    "+14155550123, MARKETING, 2027-01-30, MARKETING, PROGRAMME, us-marketing-revocation",
    // Revoking one revokes all.
    "+14155550123, MARKETING, 2027-01-31, MARKETING INFORMATIONAL TRANSACTIONAL, ALL,"
        + " us-revoke-all",
    "+14155550123, , 2026-11-21, MARKETING INFORMATIONAL TRANSACTIONAL OTP, ALL,"
        + " us-exempted-revocation us-marketing-revocation",
    "+14165550123, MARKETING, 2026-11-21, MARKETING INFORMATIONAL, SENDER, ca-revocation",
    "+33145550123, MARKETING, 2026-11-21, MARKETING, SENDER, default-revocation",
    "+14155550123, MARKETING, 2025-04-10, MARKETING, SENDER, default-revocation"
  })
  void saysWhatStopEnds(
      String number, Purpose answered, LocalDate day, String ends, Reach reach, String because) {
    var revocation =
        RULES.revocation(
            where(number),
            answered,
            day.atStartOfDay(ZoneId.of("America/Los_Angeles")).toInstant());

    assertThat(revocation.ends())
        .isEqualTo(
            List.of(ends.split(" ")).stream().map(Purpose::valueOf).collect(Collectors.toSet()));
    assertThat(revocation.reach()).isEqualTo(reach);
    assertThat(revocation.because()).extracting(Reason::rule).containsExactly(because.split(" "));
  }

  @Test
  void givesItsReasonsInSentencesWithoutTheNumber() {
    var decision =
        RULES.decide(
            asked("+13055550123", Purpose.MARKETING), Instant.parse("2026-12-02T01:00:00Z"));

    assertThat(decision)
        .isEqualTo(
            new Decision.Defer(
                Instant.parse("2026-12-02T13:00:00Z"),
                List.of(
                    new Reason(
                        Reason.Kind.QUIET_HOURS,
                        "us-fl-hours",
                        "Florida allows it mon-sun=08:00-20:00"))));
  }

  private static Whereabouts where(String number) {
    return RULES.whereabouts(PhoneNumber.parse(number), KnownPlace.NOTHING);
  }

  private static Circumstances asked(String number, Purpose purpose) {
    return new Circumstances(
        where(number),
        purpose,
        Medium.TEXT,
        null,
        ConsentLevel.WRITTEN,
        null,
        List.of(),
        OwnRules.NONE);
  }
}
