// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmartEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          “Hello”→"Hello"
          it’s→it's
          2 – 3 — 4→2 - 3 - 4
          wait…→wait...
          «oui»→"oui"
          ‹a›→>a<
          ’😀→'😀
          plain @£€→plain @£€
          ç→ç
          """)
  void replacesWhatHasALike(String text, String replaced) {
    assertThat(SmartEncoding.apply(text)).isEqualTo(replaced);
  }

  @Test
  void countsSpacesAsTwiliosCalculatorDoes() {
    assertThat(SmartEncoding.apply("a\u00a0b\tc\u2028d")).isEqualTo("a  b       c d");
    assertThat(SmartEncoding.apply("a\u200bb\ufeff")).isEqualTo("ab");
  }

  @Test
  void savesTheSegmentsThatOneQuoteWouldCost() {
    var text = "It’s ready" + "!".repeat(140);

    assertThat(Segments.of(text, false).count()).isEqualTo(3);
    assertThat(Segments.of(SmartEncoding.apply(text), false).count()).isEqualTo(1);
  }
}
