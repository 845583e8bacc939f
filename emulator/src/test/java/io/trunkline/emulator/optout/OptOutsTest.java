// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutsTest {
  private static final String OURS = "+14155550100";
  private static final String TOLL_FREE = "+18885550100";
  private static final String ALICE = "+14155550123";

  private final OptOuts optOuts = new OptOuts();

  @ParameterizedTest
  @ValueSource(
      strings = {"STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", " OptOut\n"})
  void blocksThePairByAStopWordAloneAndSaysSo(String word) {
    assertThat(optOuts.hear(ALICE, OURS, word)).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isTrue();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
    assertThat(optOuts.isBlocked(OURS, "+14155550124")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"please stop", "STOP.", "don't stop", "OPT OUT", ""})
  void ignoresStopWordsInsideATextAndInOtherSpellings(String text) {
    assertThat(optOuts.hear(ALICE, OURS, text)).isEmpty();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "yes", "Unstop"})
  void restoresThePairByAStartWord(String word) {
    optOuts.hear(ALICE, OURS, "STOP");

    assertThat(optOuts.hear(ALICE, OURS, word)).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @Test
  void staysSilentWhenNothingChanges() {
    assertThat(optOuts.hear(ALICE, OURS, "YES")).isEmpty();
    optOuts.hear(ALICE, OURS, "STOP");
    assertThat(optOuts.hear(ALICE, OURS, "STOP")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "info"})
  void answersACallForHelp(String word) {
    assertThat(optOuts.hear(ALICE, OURS, word)).isPresent();
    assertThat(optOuts.isBlocked(OURS, ALICE)).isFalse();
  }

  @Test
  void knowsOnlyStopStartAndUnstopOnTollFreeNumbers() {
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "QUIT")).isEmpty();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
    optOuts.hear(ALICE, TOLL_FREE, "STOP");
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "YES")).isEmpty();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isTrue();
    assertThat(optOuts.hear(ALICE, TOLL_FREE, "UNSTOP")).isPresent();
    assertThat(optOuts.isBlocked(TOLL_FREE, ALICE)).isFalse();
  }
}
