// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trunkline.emulator.optout.Keywords.Language;
import io.trunkline.emulator.optout.Keywords.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutsTest {
  private static final String OURS = "+14155550100";
  private static final String TOLL_FREE = "+18885550100";
  private static final String ALICE = "+14155550123";

  private static final String POOLED = "+12125550100";
  private static final String POOLED_TOO = "+12125550101";
  private static final String POOLED_TOLL_FREE = "+18005550100";
  private static final String SERVICE = "MG" + "1".repeat(32);
  private static final String SHORT_CODE = "12345";
  private static final Set<String> POOL = Set.of(POOLED, POOLED_TOO, POOLED_TOLL_FREE);

  private final OptOuts optOuts =
      new OptOuts(number -> POOL.contains(number) ? Optional.of(SERVICE) : Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {"STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", " OptOut\n"})
  void blocksThePairByAStopWordAloneAndSaysSo(String word) {
    assertThat(optOuts.hear(ALICE, OURS, word).answer()).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isTrue();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
    assertThat(optOuts.isBlocked(OURS, "+14155550124")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"please stop", "STOP.", "don't stop", "OPT OUT", ""})
  void ignoresStopWordsInsideATextAndInOtherSpellings(String text) {
    assertThat(optOuts.hear(ALICE, OURS, text).answer()).isEmpty();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "yes", "Unstop"})
  void restoresThePairByAStartWord(String word) {
    optOuts.hear(ALICE, OURS, "STOP");

    assertThat(optOuts.hear(ALICE, OURS, word).answer()).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @Test
  void staysSilentWhenNothingChanges() {
    assertThat(optOuts.hear(ALICE, OURS, "YES").answer()).isEmpty();
    optOuts.hear(ALICE, OURS, "STOP");
    assertThat(optOuts.hear(ALICE, OURS, "STOP").answer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "info"})
  void answersACallForHelp(String word) {
    assertThat(optOuts.hear(ALICE, OURS, word).answer()).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @Test
  void knowsOnlyStopStartAndUnstopOnTollFreeNumbers() {
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "QUIT").answer()).isEmpty();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
    optOuts.hear(ALICE, TOLL_FREE, "STOP");
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "YES").answer()).isEmpty();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isTrue();
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "UNSTOP").answer()).isPresent();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
  }

  @Test
  void saysNoTypeWithoutAdvancedOptOut() {
    assertThat(optOuts.hear(ALICE, POOLED, "STOP").type()).isNull();
    assertThat(optOuts.isBlocked(POOLED, ALICE)).isTrue();
    assertThat(optOuts.isBlocked(POOLED_TOO, ALICE)).isFalse();
  }

  @Test
  void doesNotHearShortCodesThatAreInNoService() {
    assertThat(optOuts.hear(ALICE, SHORT_CODE, "STOP")).isEqualTo(Heard.NOTHING);
    assertThat(optOuts.isBlocked(SHORT_CODE, ALICE)).isFalse();
  }

  @Test
  void holdsForTheWholeServiceWithAdvancedOptOut() {
    optOuts.advance(SERVICE, german());

    assertThat(optOuts.hear(ALICE, POOLED, "stop").type()).isEqualTo(OptOutType.STOP);
    assertThat(optOuts.isBlocked(POOLED_TOO, ALICE)).isTrue();
    assertThat(optOuts.isBlocked(POOLED_TOLL_FREE, ALICE)).isTrue();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
    assertThat(optOuts.hear(ALICE, POOLED_TOO, "UNSTOP").type()).isEqualTo(OptOutType.START);
    assertThat(optOuts.isBlocked(POOLED, ALICE)).isFalse();
  }

  @Test
  void answersAServicesOwnWordsAsTheServiceSays() {
    optOuts.advance(SERVICE, german());

    assertThat(optOuts.hear(ALICE, POOLED, "Abmelden").answer()).contains("Abgemeldet.");
    assertThat(optOuts.hear(ALICE, POOLED, "hilfe"))
        .isEqualTo(new Heard(Optional.of("So geht es."), OptOutType.HELP));
    assertThat(optOuts.hear(ALICE, POOLED, "anmelden").type()).isEqualTo(OptOutType.START);
    assertThat(optOuts.isBlocked(POOLED, ALICE)).isFalse();
    assertThat(optOuts.hear(ALICE, OURS, "Abmelden")).isEqualTo(Heard.NOTHING);
  }

  @Test
  void leavesTollFreeNumbersToTheNetworkAlsoWithAdvancedOptOut() {
    optOuts.advance(SERVICE, german());

    var heard = optOuts.hear(ALICE, POOLED_TOLL_FREE, "STOP");

    assertThat(heard.answer().orElse("")).startsWith("NETWORK MSG");
    assertThat(heard.type()).isEqualTo(OptOutType.STOP);
    assertThat(optOuts.isBlocked(POOLED, ALICE)).isFalse();
    optOuts.hear(ALICE, POOLED_TOLL_FREE, "START");
    assertThat(optOuts.isBlocked(POOLED_TOLL_FREE, ALICE)).isFalse();
  }

  @Test
  void letsAnEarlierStopToANumberStandUntilTheStart() {
    optOuts.hear(ALICE, POOLED, "STOP");
    optOuts.advance(SERVICE, german());

    assertThat(optOuts.isBlocked(POOLED, ALICE)).isTrue();
    optOuts.hear(ALICE, POOLED, "START");
    assertThat(optOuts.isBlocked(POOLED, ALICE)).isFalse();
  }

  @Test
  void refusesWordsThatMeanTwoThings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Language("en", Map.of(OptOutType.HELP, rule("x", "STOP"))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Language(
                    "en",
                    Map.of(OptOutType.HELP, rule("x", "END"), OptOutType.STOP, rule("x", "END"))));
    assertThatIllegalArgumentException().isThrownBy(() -> rule("x", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> rule("", "STOP"));
  }

  private static Keywords german() {
    var german =
        Map.of(
            OptOutType.STOP, rule("Abgemeldet.", "abmelden"),
            OptOutType.START, rule("Angemeldet.", "anmelden"),
            OptOutType.HELP, rule("So geht es.", "hilfe"));
    return new Keywords(List.of(Keywords.usual(), new Language("de", german)));
  }

  private static Rule rule(String answer, String keyword) {
    return new Rule(Set.of(keyword), answer);
  }
}
