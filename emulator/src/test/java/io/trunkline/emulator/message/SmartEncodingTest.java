// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmartEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Don\u2019t|Don't",
        "\u201CHi\u201D|\"Hi\"",
        "1\u20132 \u2014 3|1-2 - 3",
        "wait\u2026|wait...",
        "\u00BD cup|1/2 cup",
        "a\u200Bb|ab",
        "plain [text] \u20AC|plain [text] \u20AC",
        "\u041F\u0440\u0438\u0432\u0435\u0442|\u041F\u0440\u0438\u0432\u0435\u0442",
        "\uD83D\uDE00\u2019|\uD83D\uDE00'"
      })
  void replacesWhatGsmDoesNotHave(String text, String encoded) {
    assertThat(SmartEncoding.of(text)).isEqualTo(encoded);
  }

  @Test
  void savesSegments() {
    var text = "It\u2019s \u201Ctime\u201D \u2014 " + "a".repeat(100);

    assertThat(Segments.count(text, "+14155550100", "+14155550123")).isEqualTo(2);
    assertThat(Segments.count(SmartEncoding.of(text), "+14155550100", "+14155550123")).isEqualTo(1);
  }
}
