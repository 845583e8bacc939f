// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.Decision;
import io.trunkline.law.Purpose;
import io.trunkline.law.Reason;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final AccountId OURS = ACCOUNTS.configured().id();
  private static final AccountId OTHERS = TestAccounts.open(ACCOUNTS, "others").id();
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final String NUMBER = "+14155550100";
  private static final String OTHER_NUMBER = "+14155550101";
  private static final String TOLL_FREE = "+18885550100";
  private static final String SHORT_CODE = "72345";
  private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";
  private static int lastPerson;

  private final Consents consents = TestConsents.in(DATABASE, NOON).consents();
  private final PhoneNumber alice = new PhoneNumber("+44770090" + (1000 + ++lastPerson));

  @Test
  void letsWhoeverHasSaidNothingBeTexted() {
    assertThat(mayText(NUMBER)).isTrue();
    assertThat(consents.history(OURS, alice)).isEmpty();
  }

  @Test
  void countsAStopForTheSenderItWasToldAndNoOther() {
    hear("STOP", NUMBER);

    assertThat(mayText(NUMBER)).isFalse();
    assertThat(mayText(OTHER_NUMBER)).isTrue();
    assertThat(mayText(SERVICE)).isTrue();
    assertThat(mayText(OTHERS, alice, NUMBER)).isTrue();
    assertThat(mayText(OURS, new PhoneNumber("+447700909999"), NUMBER)).isTrue();
  }

  @Test
  void countsAWishForTheAccountItWasToldAndNoOther() {
    hear("STOP", NUMBER);
    consents.hear(
        new HeardText(OTHERS, alice, NUMBER, null, "START", null, "SM1", null, NOON.instant()));

    assertThat(mayText(NUMBER)).isFalse();
    assertThat(mayText(OTHERS, alice, NUMBER)).isTrue();
  }

  @Test
  void goesByWhenAWishWasHeardHoweverLateItIsWrittenDown() {
    hear("STOP", NUMBER);

    consents.hear(
        new HeardText(
            OURS,
            alice,
            NUMBER,
            null,
            "START",
            null,
            "SM0",
            null,
            NOON.instant().minusSeconds(60)));

    assertThat(mayText(NUMBER)).isFalse();
  }

  @Test
  void countsAStopThroughAMessagingServiceForBoth() {
    hearThroughService("STOP");

    assertThat(mayText(NUMBER)).isFalse();
    assertThat(mayText(SERVICE)).isFalse();

    hearThroughService("START");

    assertThat(mayText(NUMBER)).isTrue();
    assertThat(mayText(SERVICE)).isTrue();
  }

  @Test
  void obeysTheLatestWish() {
    for (var times = 0; times < 5; times++) {
      hear("STOP", NUMBER);
      assertThat(mayText(NUMBER)).isFalse();
      hear("START", NUMBER);
      assertThat(mayText(NUMBER)).isTrue();
    }
  }

  @Test
  void saysWhichEventBlocks() {
    hear("Stop!!", NUMBER);

    assertThat(consents.ask(List.of(sending(OURS, alice, NUMBER))).getFirst().decision())
        .isInstanceOfSatisfying(
            Decision.Block.class,
            block ->
                assertThat(block.because())
                    .extracting(Reason::rule)
                    .containsExactly(consents.history(OURS, alice).getFirst().publicId()));
    assertThat(consents.history(OURS, alice))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.evidence().said()).isEqualTo("stop");
              assertThat(event.source()).isEqualTo(Source.KEYWORD);
              assertThat(event.evidence().messageSids()).containsExactly("SM1");
              assertThat(event.at()).isEqualTo(NOON.instant());
              assertThat(event.publicId()).startsWith("cns_");
            });
  }

  @ParameterizedTest
  @CsvSource({"STOP, false, 1", "START, true, 1", "HELP, true, 0", "NEWER, true, 0"})
  void staysSilentWhereTwilioSaysThatItHasAnswered(String type, boolean may, int events) {
    var answer =
        consents.hear(
            new HeardText(
                OURS, alice, NUMBER, SERVICE, "whatever", type, "SM1", null, NOON.instant()));

    assertThat(answer.answer()).isNull();
    assertThat(answer.ends()).isEqualTo(!may);
    assertThat(mayText(NUMBER)).isEqualTo(may);
    assertThat(mayText(SERVICE)).isEqualTo(may);
    assertThat(consents.history(OURS, alice))
        .hasSize(events * 2)
        .allMatch(event -> event.source() == Source.TWILIO);
  }

  @Test
  void believesTwilioMoreThanTheWord() {
    consents.hear(
        new HeardText(OURS, alice, NUMBER, null, "STOP", "HELP", "SM1", null, NOON.instant()));

    assertThat(mayText(NUMBER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "stop", " Stop ", "UNSUBSCRIBE", "START", "HELP"})
  void leavesTwilioToAnswerItsOwnWords(String text) {
    assertThat(hear(text, NUMBER)).isEmpty();
    assertThat(hear(text, TOLL_FREE)).isEmpty();
    assertThat(hearThroughService(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Stop!!, You are unsubscribed from Chez Paul",
    "Opt out, You are unsubscribed from Chez Paul",
    "ARRET, Désabonnement de Chez Paul",
    "baja, Se ha dado de baja de Chez Paul",
    "sair, Cancelou a assinatura de Chez Paul",
    "abmelden, Sie sind von Chez Paul abgemeldet",
    "basta, Non sei più iscritto a Chez Paul",
    "afmelden, U bent afgemeld van Chez Paul",
    "aide, Chez Paul : répondez ARRET",
    "Help?, Chez Paul: reply STOP"
  })
  void answersWhatTwilioDoesNotInTheLanguageOfTheWord(String text, String answer) {
    assertThat(hear(text, NUMBER)).hasValueSatisfying(said -> assertThat(said).startsWith(answer));
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, You are unsubscribed",
    "START, You are subscribed to Chez Paul again",
    "YES, You are subscribed",
    "HELP, Chez Paul: reply STOP"
  })
  void answersEverythingOnAShortCode(String text, String answer) {
    assertThat(hear(text, SHORT_CODE))
        .hasValueSatisfying(said -> assertThat(said).startsWith(answer));
    assertThat(mayText(SHORT_CODE)).isEqualTo(!text.equals("STOP"));
  }

  @Test
  void leavesTwilioToAnswerOnAShortCodeOfAMessagingService() {
    var answer =
        consents.hear(
            new HeardText(
                OURS, alice, SHORT_CODE, SERVICE, "STOP", null, "SM1", null, NOON.instant()));

    assertThat(answer.answer()).isNull();
    assertThat(consents.history(OURS, alice))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.purposes()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"YES, false", "START, true", "UNSTOP, true", "unstop., true"})
  void restoresOnATollFreeNumberOnlyWhatItsNetworkRestores(String text, boolean restores) {
    hear("STOP", TOLL_FREE);

    var answer = hear(text, TOLL_FREE);

    assertThat(mayText(TOLL_FREE)).isEqualTo(restores);
    assertThat(consents.history(OURS, alice)).hasSize(restores ? 2 : 1);
    if (!restores) {
      assertThat(answer).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "QUIT", "arret"})
  void stopsOnATollFreeNumberAtAnyWord(String text) {
    hear(text, TOLL_FREE);

    assertThat(mayText(TOLL_FREE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes please", "don't stop", "HELP"})
  void changesNothingForOtherTexts(String text) {
    hear("STOP", NUMBER);
    hear(text, NUMBER);

    assertThat(mayText(NUMBER)).isFalse();
    assertThat(consents.history(OURS, alice)).hasSize(1);
  }

  @Test
  void takesTwiliosRefusalForAnOptOutOnce() {
    consents.twilioRefused(OURS, alice, NUMBER, 21610, "SM7", NOON.instant());
    consents.twilioRefused(OURS, alice, NUMBER, 21610, null, NOON.instant());

    assertThat(mayText(NUMBER)).isFalse();
    assertThat(consents.history(OURS, alice))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo(Source.TWILIO);
              assertThat(event.evidence().said()).isEqualTo("21610");
              assertThat(event.evidence().messageSids()).containsExactly("SM7");
            });
  }

  @Test
  void believesTwiliosRefusalAlsoAfterAnOptIn() {
    hear("STOP", NUMBER);
    hear("START", NUMBER);
    consents.twilioRefused(OURS, alice, NUMBER, 21610, null, NOON.instant());

    assertThat(mayText(NUMBER)).isFalse();
  }

  @Test
  void sendsNobodyAwayAgainByARefusalThatIsLearnedOfLate() {
    hear("START", NUMBER);

    consents.twilioRefused(OURS, alice, NUMBER, 21610, "SM7", NOON.instant().minusSeconds(1800));

    assertThat(mayText(NUMBER)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false, 8, false", "true, 8, true", "true, 0, false"})
  void letsAQuestionForConsentGoWithoutItButNotAtNight(boolean asks, int hours, boolean may) {
    var strict = TestConsents.in(DATABASE, NOON, "consent-required=block").consents();
    var offer =
        new Sending(
            OURS,
            null,
            new PhoneNumber("+14155550123"),
            NUMBER,
            null,
            Channel.SMS,
            Purpose.MARKETING,
            null,
            null,
            asks,
            NOON.instant().plusSeconds(3600L * hours));

    assertThat(strict.ask(List.of(offer)).getFirst().decision() instanceof Decision.Send)
        .isEqualTo(may);
  }

  @Test
  void tellsTheHistoryOldestFirst() {
    hear("STOP", NUMBER);
    hear("START", NUMBER);
    hear("baja", OTHER_NUMBER);
    consents.twilioRefused(OURS, alice, NUMBER, 21610, null, NOON.instant());

    assertThat(consents.history(OURS, alice))
        .extracting(ConsentEvent::kind)
        .containsExactly(Kind.REVOKED, Kind.RESTORED, Kind.REVOKED, Kind.REVOKED);
    assertThat(consents.history(OURS, alice))
        .extracting(event -> event.evidence().said())
        .containsExactly("stop", "start", "baja", "21610");
    assertThat(consents.history(OTHERS, alice)).isEmpty();
  }

  @Test
  void decidesManyQuestionsInOneGo() {
    var sendings = new ArrayList<Sending>();
    var expected = new ArrayList<Boolean>();
    for (var person = 0; person < 60; person++) {
      var number = new PhoneNumber("+44770091" + (1000 + person));
      for (var scope : List.of(NUMBER, SHORT_CODE)) {
        var wishes = (person + scope.length()) % 4;
        for (var wish = 0; wish < wishes; wish++) {
          consents.hear(heard(number, scope, wish % 2 == 0 ? "STOP" : "START"));
        }
        sendings.add(sending(OURS, number, scope));
        expected.add(wishes % 2 == 0);
        sendings.add(sending(OTHERS, number, scope));
        expected.add(true);
      }
    }

    assertThat(consents.ask(sendings))
        .extracting(ruling -> ruling.decision() instanceof Decision.Send)
        .containsExactlyElementsOf(expected);
    assertThat(consents.ask(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE trunkline.consent_events SET kind = 'restored'",
        "DELETE FROM trunkline.consent_events",
        "TRUNCATE trunkline.consent_events CASCADE"
      })
  void theDatabaseItselfForbidsToRewriteTheLedger(String sql) {
    hear("STOP", NUMBER);

    assertThatThrownBy(() -> DATABASE.jdbc().sql(sql).update())
        .rootCause()
        .hasMessageContaining("append-only");
    assertThat(mayText(NUMBER)).isFalse();
  }

  private Optional<String> hear(String text, String to) {
    return Optional.ofNullable(consents.hear(heard(alice, to, text)).answer());
  }

  private Optional<String> hearThroughService(String text) {
    return Optional.ofNullable(
        consents
            .hear(
                new HeardText(
                    OURS, alice, NUMBER, SERVICE, text, null, "SM1", null, NOON.instant()))
            .answer());
  }

  private static HeardText heard(PhoneNumber from, String to, String text) {
    var sid = to.equals(SHORT_CODE) ? "SM2" : "SM1";
    return new HeardText(OURS, from, to, null, text, null, sid, null, NOON.instant());
  }

  private boolean mayText(String scope) {
    return mayText(OURS, alice, scope);
  }

  private boolean mayText(AccountId account, PhoneNumber recipient, String scope) {
    return consents.ask(List.of(sending(account, recipient, scope))).getFirst().decision()
        instanceof Decision.Send;
  }

  private static Sending sending(AccountId account, PhoneNumber recipient, String sender) {
    return new Sending(
        account,
        null,
        recipient,
        sender,
        null,
        Channel.SMS,
        Purpose.TRANSACTIONAL,
        null,
        null,
        NOON.instant());
  }
}
