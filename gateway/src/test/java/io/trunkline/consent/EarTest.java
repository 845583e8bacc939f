// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.HeardText.Answered;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text ends, brings back and is answered. */
class EarTest extends EarStage {

  @Test
  void endsMarketingAloneWhereMarketingIsAnswered() {
    assertThat(hear("please stop texting me", Purpose.MARKETING))
        .hasValue(
            "You get no more marketing messages from Chez Paul. Reply START to get them again.");

    assertThat(blocked(NUMBER)).containsOnly(Purpose.MARKETING);
  }

  @Test
  void endsMarketingFromAnySenderWhereNoProgrammeSaysWhatIsRelatedInTheUnitedStates() {
    hear("STOP", Purpose.MARKETING);

    assertThat(blocked(OTHER)).containsOnly(Purpose.MARKETING);
  }

  @Test
  void endsWhatComesThroughThePoolOfTheSenderThatWasAnswered() {
    var offer = new Answered(Purpose.MARKETING, "shoes", "shop");
    hear(NUMBER, "STOP", offer, NOON);
    assertThat(blocked("shop")).containsOnly(Purpose.MARKETING);
    assertThat(blocked(OTHER)).isEmpty();

    hear(NUMBER, "START", offer, NOON);
    assertThat(blocked("shop")).isEmpty();
    assertThat(blocked(NUMBER)).isEmpty();
  }

  @Test
  void bringsBackByStartThePoolButNoSenderThatWasToldToStop() {
    hear(NUMBER, "STOP", new Answered(Purpose.MARKETING, "shoes", "shop"), NOON);

    hear(OTHER, "START", new Answered(Purpose.MARKETING, "shoes", "shop"), NOON);

    assertThat(blocked("shop")).isEmpty();
    assertThat(blocked(NUMBER)).isNotEmpty();
  }

  @Test
  void endsAProgrammeFromAnySender() {
    hear(NUMBER, "stop texting me", new Answered(Purpose.MARKETING, "shoes", null), NOON);

    assertThat(
            ledger
                .standing(OURS, alice)
                .towards(
                    Set.of(ConsentScope.sender(OTHER), ConsentScope.programme("shoes")),
                    Purpose.MARKETING)
                .isBlocked())
        .isTrue();
    assertThat(blocked(OTHER)).isEmpty();
  }

  @Test
  void endsAllButEmergenciesFromAnySenderWhereAnythingElseIsAnsweredInTheUnitedStates() {
    assertThat(hear("leave me alone", Purpose.TRANSACTIONAL))
        .hasValueSatisfying(
            said -> assertThat(said).startsWith("You are unsubscribed from Chez Paul"));

    assertThat(blocked(OTHER)).isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY)));
    assertThat(blocked(NUMBER)).isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY)));
  }

  @Test
  void endsWhateverItMayHaveAnsweredWhereItAnswersNothingInTheUnitedStates() {
    hear(NUMBER, "leave me alone", null, NOON);

    assertThat(blocked(OTHER)).isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY)));
  }

  @Test
  void goesByTheLawOfWhereSomebodyIsKnownToBe() {
    alice = new PhoneNumber("+4366012345" + ++lastPerson);
    room.recipients()
        .put(OURS, alice, new Recipient(new KnownPlace(null, null, "US-CA"), null, null));

    hear("leave me alone", Purpose.TRANSACTIONAL);

    assertThat(blocked(OTHER)).contains(Purpose.TRANSACTIONAL, Purpose.INFORMATIONAL);
  }

  @ParameterizedTest
  @CsvSource({"2027-01-31T07:59:59Z, false", "2027-02-01T12:00:00Z, true"})
  void endsAllThatNeedsConsentFromTheDayOn(Instant at, boolean all) {
    hear(NUMBER, "leave me alone", new Answered(Purpose.MARKETING, null, null), at);

    assertThat(blocked(OTHER).contains(Purpose.TRANSACTIONAL)).isEqualTo(all);
  }

  @Test
  void endsWhatWasAnsweredWhateverTheLawOfTheCountry() {
    alice = new PhoneNumber("+4366012345" + ++lastPerson);
    hear("lasst mich in Ruhe", Purpose.TRANSACTIONAL);

    assertThat(blocked(NUMBER)).containsOnly(Purpose.MARKETING, Purpose.TRANSACTIONAL);
    assertThat(blocked(OTHER)).isEmpty();
  }

  @Test
  void endsAllFromASenderThatTwilioBlocks() {
    assertThat(hear("STOP", Purpose.MARKETING)).isEmpty();

    assertThat(blocked(NUMBER)).isEqualTo(EnumSet.allOf(Purpose.class));
    assertThat(blocked(OTHER)).containsOnly(Purpose.MARKETING);
  }

  @ParameterizedTest
  @CsvSource({
    "BAJA, Chez Paul: no le enviaremos publicidad",
    "Ne m'écrivez plus, Chez Paul : vous ne recevrez plus",
    "laat me met rust, U ontvangt geen reclame",
    "wrong number, You get no more marketing messages"
  })
  void confirmsInTheLanguageOfTheWordsOnce(String text, String answer) {
    assertThat(hear(text, Purpose.MARKETING))
        .hasValueSatisfying(said -> assertThat(said).startsWith(answer));
    assertThat(hear(text, Purpose.MARKETING)).isEmpty();
    assertThat(hear("stop that", Purpose.MARKETING)).isEmpty();
  }

  @Test
  void namesTheAccountAsItsPolicyDoes() {
    var named = TestConsents.in(DATABASE, CLOCK, "sender-name=Chez Paula").consents();

    assertThat(named.hear(heard(NUMBER, "baja", null, NOON)).answer()).contains("Chez Paula");
    assertThat(named.hear(heard(NUMBER, "aide", null, NOON)).answer()).startsWith("Chez Paula :");
  }

  @Test
  void promisesNoMoreThanItKeeps() {
    alice = new PhoneNumber("+4366012345" + ++lastPerson);

    assertThat(hear("laat me met rust", Purpose.TRANSACTIONAL))
        .hasValueSatisfying(said -> assertThat(said).contains("zulke berichten en reclame"));
    assertThat(blocked(NUMBER)).doesNotContain(Purpose.INFORMATIONAL, Purpose.OTP);
  }

  @ParameterizedTest
  @CsvSource({"PT5M, true", "PT5M1S, false"})
  void obeysInSilenceWhatIsHeardLate(Duration late, boolean answered) {
    var answer =
        hear(NUMBER, "baja", new Answered(Purpose.MARKETING, null, null), NOON.minus(late));

    assertThat(answer.isPresent()).isEqualTo(answered);
    assertThat(blocked(NUMBER)).containsOnly(Purpose.MARKETING);
  }

  @Test
  void answersHelpAlways() {
    hear("BAJA", Purpose.MARKETING);

    assertThat(hear("aide", Purpose.MARKETING)).isPresent();
    assertThat(hear("Help!", Purpose.MARKETING)).isPresent();
    assertThat(hear("HELP", Purpose.MARKETING)).isEmpty();
  }

  @Test
  void bringsBackByStartAllThatTheSameTextTook() {
    hear("leave me alone", Purpose.TRANSACTIONAL);

    assertThat(hear("start!", Purpose.TRANSACTIONAL))
        .hasValueSatisfying(said -> assertThat(said).startsWith("You are subscribed"));
    assertThat(blocked(NUMBER)).isEmpty();
    assertThat(blocked(OTHER)).isEmpty();
  }

  @Test
  void bringsBackByStartNothingThatSomethingElseTook() {
    hear(OTHER, "leave me alone", new Answered(Purpose.TRANSACTIONAL, null, null), NOON);
    hear("STOP", Purpose.MARKETING);

    assertThat(hear("start!", Purpose.MARKETING)).isEmpty();

    assertThat(blocked(OTHER)).isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY)));
    assertThat(blocked(NUMBER)).doesNotContain(Purpose.EMERGENCY).contains(Purpose.MARKETING);
  }

  @Test
  void bringsBackByStartTheAccountThoughSomethingElseIsForbidden() {
    ledger.append(
        new Statement(
            OURS,
            alice,
            ConsentScope.sender(OTHER),
            Kind.REVOKED,
            Set.of(Purpose.MARKETING),
            null,
            Source.WEB,
            Evidence.NONE,
            NOON.minusSeconds(60)));
    hear("leave me alone", Purpose.TRANSACTIONAL);

    assertThat(hear("start!", Purpose.TRANSACTIONAL)).isPresent();

    assertThat(blocked(NUMBER)).isEmpty();
    assertThat(blocked(OTHER)).containsOnly(Purpose.MARKETING);
  }

  @ParameterizedTest
  @CsvSource({
    "OPERATOR, all",
    "REGULATOR, all",
    "CARRIER, all",
    "REASSIGNED, all",
    "WEB, all",
    "WEB, sender:+14155550100",
    "API, sender:+14155550100",
    "PAPER, sender:+14155550100",
    "REASSIGNED, sender:+14155550100"
  })
  void bringsBackByStartNothingThatNoTextTook(Source source, String scope) {
    ledger.append(
        new Statement(
            OURS,
            alice,
            new ConsentScope(scope),
            Kind.REVOKED,
            Set.of(),
            null,
            source,
            Evidence.NONE,
            NOON.minusSeconds(60)));
    hear("leave me alone", Purpose.TRANSACTIONAL);

    assertThat(hear("start!", Purpose.TRANSACTIONAL)).isEmpty();

    assertThat(blocked(NUMBER)).isEqualTo(EnumSet.allOf(Purpose.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"don't stop", "bus stop", "hello"})
  void takesNoNoteOfWhatSaysNothing(String text) {
    assertThat(hear(text, Purpose.MARKETING)).isEmpty();

    assertThat(consents.history(OURS, alice)).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  void takesMetasRefusalForTheEndOfMarketingByThatNumberInWhatsApp() {
    consents.metaRefused(OURS, alice, "whatsapp:" + NUMBER, 131050, "SM9", NOON);
    consents.metaRefused(OURS, alice, "whatsapp:" + NUMBER, 131050, null, NOON);

    assertThat(consents.history(OURS, alice)).hasSize(1);
    assertThat(blocked("whatsapp:" + NUMBER)).containsOnly(Purpose.MARKETING);
    assertThat(blocked("whatsapp:" + OTHER)).isEmpty();
    assertThat(blocked(NUMBER)).isEmpty();
  }

  @Test
  void takesMetasRefusalForAllNumbersWhereAServiceHasChosen() {
    consents.metaRefused(OURS, alice, "MG" + "0".repeat(32), 131050, "SM9", NOON);

    assertThat(
            ledger
                .standing(OURS, alice)
                .towards(Set.of(ConsentScope.channel("whatsapp")), Purpose.MARKETING)
                .isBlocked())
        .isTrue();
  }
}
