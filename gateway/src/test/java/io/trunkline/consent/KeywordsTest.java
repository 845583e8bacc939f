// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {

  private final Keywords keywords = new Keywords();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop!! ",
        "S.T.O.P",
        "stop.",
        "ＳＴＯＰ",
        "STOP 🛑",
        "st\u200Bop",
        "\u202Estop",
        "opt out",
        "OPT-OUT",
        "Opt  Out",
        "cancel",
        "arrêt",
        "ARRET",
        "no más",
        "Abmelden",
        "uitschrijven"
      })
  void recognisesAnOptOutHoweverItIsWritten(String text) {
    assertThat(keywords.recognise(text))
        .hasValueSatisfying(
            keyword -> assertThat(keyword.action()).isEqualTo(KeywordAction.OPT_OUT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "🛑",
        "bus stop",
        "don't stop",
        "cancel my order",
        "at the end of the day",
        "stopped",
        "s t o p",
        "yes please"
      })
  void leavesOrdinarySentencesAlone(String text) {
    assertThat(keywords.recognise(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"start,OPT_IN", "Unstop,OPT_IN", "YES,OPT_IN", "help,HELP", "Info,HELP", "aide,HELP"})
  void recognisesStartAndHelp(String text, KeywordAction action) {
    assertThat(keywords.recognise(text))
        .hasValueSatisfying(keyword -> assertThat(keyword.action()).isEqualTo(action));
  }

  @Test
  void knowsWhatTwilioAnswersItself() {
    assertThat(keywords.twilioAnswers(" stop ")).isTrue();
    assertThat(keywords.twilioAnswers("OPTOUT")).isTrue();
    assertThat(keywords.twilioAnswers("Stop!!")).isFalse();
    assertThat(keywords.twilioAnswers("ARRET")).isFalse();
  }
}
