// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static io.trunkline.consent.LedgerStage.ALICE;
import static io.trunkline.consent.LedgerStage.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.events.TestEvents;
import io.trunkline.id.Ids;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.problem.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class OptInsTest {

  private static final String NUMBER = "+14155550100";
  private static final String QUESTION = "Offers from Chez Paul? Reply YES.";
  private static final Set<ConsentScope> SHOES = Set.of(ConsentScope.programme("shoes"));

  private @Nullable String questionSid = "SM0";
  private final LedgerStage stage = new LedgerStage();
  private final OptIns optIns =
      new OptIns(
          new OptInStore(stage.database.storage(), new Ids(stage.clock)),
          stage.ledger,
          Sender::new,
          new ConsentNews(TestEvents.on(stage.database.storage(), stage.clock)),
          new TransactionTemplate(stage.database.transactions()),
          stage.clock);

  /** Sends from one number, and adds a line. */
  private final class Sender implements OptInQuestions {

    @Override
    public Asked ask(UUID optIn, AskOptIn question) {
      return new Asked("msg_1", NUMBER, question.grant().shown() + " STOP ends.");
    }

    @Override
    public Optional<String> twilioSid(AccountId account, String message) {
      return Optional.ofNullable(questionSid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"YES", " yes! ", "Ja", "Sí", "OUI"})
  void takesAYesForAGrantWithBothTextsAsEvidence(String yes) {
    var asked = ask();

    var granted = hear(yes, NOON.plusSeconds(60));

    assertThat(granted).map(OptIn::id).contains(asked.id());
    var event = events().getFirst();
    assertThat(event.kind()).isEqualTo(Kind.GRANTED);
    assertThat(event.source()).isEqualTo(Source.DOUBLE_OPT_IN);
    assertThat(event.at()).isEqualTo(NOON.plusSeconds(60));
    assertThat(event.evidence().messageSids()).containsExactly("SM0", "SM1");
    assertThat(event.evidence().textSha256()).isEqualTo(Sha256.hex(QUESTION + " STOP ends."));
    assertThat(event.evidence().url()).isEqualTo("https://example.com/join");
    assertThat(level()).isEqualTo(ConsentLevel.WRITTEN);
    assertThat(find(asked).state()).isEqualTo(OptIn.State.GRANTED);
    assertThat(hear("YES", NOON.plusSeconds(61))).isEmpty();
  }

  @Test
  void namesTheQuestionByOurIdIfTheAnswerIsFasterThanTwilio() {
    questionSid = null;
    ask();
    hear("YES", NOON.plusSeconds(1));

    assertThat(events().getFirst().evidence().messageSids()).containsExactly("msg_1", "SM1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "yes please", "who is this?", "START", "no", "ok", ""})
  void takesNothingElseForOne(String answer) {
    ask();

    assertThat(hear(answer, NOON.plusSeconds(60))).isEmpty();
    assertThat(events()).isEmpty();
  }

  @Test
  void letsAQuestionInBetweenWaitForItsAnswer() {
    ask();
    hear("who is this?", NOON.plusSeconds(60));

    assertThat(hear("YES", NOON.plusSeconds(120))).isPresent();
  }

  @Test
  void takesNoForANo() {
    var asked = ask();
    hear("No.", NOON.plusSeconds(60));

    assertThat(hear("YES", NOON.plusSeconds(120))).isEmpty();
    assertThat(find(asked).state()).isEqualTo(OptIn.State.DECLINED);
  }

  @Test
  void takesAStopSinceTheQuestionForANo() {
    var asked = ask();
    stage.ledger.append(stage.stop(ALICE));

    assertThat(hear("YES", NOON.plusSeconds(60))).isEmpty();
    assertThat(find(asked).state()).isEqualTo(OptIn.State.DECLINED);
    assertThat(level()).isEqualTo(ConsentLevel.NONE);
  }

  @Test
  void forgetsAQuestionWhenItsTimeIsOver() {
    ask();

    assertThat(hear("YES", NOON.plus(Duration.ofHours(1)))).isEmpty();
    assertThat(hear("YES", NOON.minusSeconds(1))).isEmpty();
    assertThat(hear("YES", NOON.plus(Duration.ofHours(1)).minusSeconds(1))).isPresent();
  }

  @Test
  void asksOneQuestionAtATime() {
    var first = ask();
    var second = ask();

    assertThat(find(first).state()).isEqualTo(OptIn.State.REPLACED);
    assertThat(hear("YES", NOON.plusSeconds(60))).map(OptIn::id).contains(second.id());
    assertThat(events()).hasSize(1);
  }

  @Test
  void hearsAnAnswerFromWhomAndWhereItWasAskedOnly() {
    ask();
    var elsewhere =
        new HeardText(
            stage.ours,
            ALICE,
            "+14155550101",
            null,
            "YES",
            null,
            "SM1",
            null,
            NOON.plusSeconds(60));
    var others =
        new HeardText(
            stage.others, ALICE, NUMBER, null, "YES", null, "SM1", null, NOON.plusSeconds(60));
    var somebody =
        new HeardText(
            stage.ours,
            LedgerStage.BOB,
            NUMBER,
            null,
            "YES",
            null,
            "SM1",
            null,
            NOON.plusSeconds(60));

    for (var heard : List.of(elsewhere, others, somebody)) {
      assertThat(optIns.answer(heard, () -> Standing.NOTHING)).isEmpty();
    }
    assertThat(optIns.find(stage.others, ask().id())).isEmpty();
  }

  @Test
  void refusesAQuestionThatCouldNotBeAnswered() {
    assertThatThrownBy(
            () -> optIns.ask(new AskOptIn(stage.stop(ALICE), null, null, Duration.ofSeconds(59))))
        .isInstanceOfSatisfying(
            RefusalException.class,
            e ->
                assertThat(e.refusal().errors())
                    .extracting(error -> error.pointer())
                    .containsExactly("/kind", "/text", "/valid_for"));
  }

  private OptIn ask() {
    return optIns.ask(
        new AskOptIn(stage.grant(ALICE, QUESTION), null, "Thank you.", Duration.ofHours(1)));
  }

  private OptIn find(OptIn optIn) {
    return optIns.find(stage.ours, optIn.id()).orElseThrow();
  }

  private Optional<OptIn> hear(String text, Instant at) {
    return optIns.answer(
        new HeardText(stage.ours, ALICE, NUMBER, null, text, null, "SM1", null, at),
        () -> stage.ledger.standing(stage.ours, ALICE));
  }

  private List<ConsentEvent> events() {
    return stage.ledger.standing(stage.ours, ALICE).events();
  }

  private ConsentLevel level() {
    return stage.ledger.standing(stage.ours, ALICE).towards(SHOES, Purpose.MARKETING).level();
  }
}
