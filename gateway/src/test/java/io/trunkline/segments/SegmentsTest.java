// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {

  private static final String FAMILY = "👨‍👩‍👧";

  /** The vectors of Twilio's own calculator, and those at its borders. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("a", Encoding.GSM_7, 1),
        arguments("a".repeat(160), Encoding.GSM_7, 1),
        arguments("a".repeat(161), Encoding.GSM_7, 2),
        arguments("a".repeat(306), Encoding.GSM_7, 2),
        arguments("a".repeat(307), Encoding.GSM_7, 3),
        arguments("€".repeat(80), Encoding.GSM_7, 1),
        arguments("€".repeat(81), Encoding.GSM_7, 2),
        // 76 pairs fill 152 septets; the 153rd cannot hold half of one
        arguments("€".repeat(153), Encoding.GSM_7, 3),
        arguments("a".repeat(152) + "€" + "a".repeat(152), Encoding.GSM_7, 3),
        // the calculator cuts a line break, although it is one cluster
        arguments("a".repeat(152) + "\r\n" + "a".repeat(152), Encoding.GSM_7, 2),
        arguments("a".repeat(152) + "\r\n" + "a".repeat(153), Encoding.GSM_7, 3),
        arguments("a".repeat(66) + "\r\n" + "ç".repeat(66), Encoding.UCS_2, 2),
        arguments("ç".repeat(70), Encoding.UCS_2, 1),
        arguments("ç".repeat(71), Encoding.UCS_2, 2),
        arguments("😀".repeat(35), Encoding.UCS_2, 1),
        arguments("😀".repeat(36), Encoding.UCS_2, 2),
        arguments("a".repeat(69) + "😀", Encoding.UCS_2, 2),
        arguments("a".repeat(66) + "😀" + "a".repeat(10), Encoding.UCS_2, 2),
        // 67 + 67 units, but no pair may be cut: 66 + 66 + 2
        arguments("a".repeat(66) + "😀".repeat(34), Encoding.UCS_2, 3),
        arguments("é\u0301\u0301" + "a".repeat(67), Encoding.UCS_2, 1),
        arguments("é\u0301\u0301" + "a".repeat(68), Encoding.UCS_2, 2),
        arguments("😀" + "]".repeat(68), Encoding.UCS_2, 1),
        arguments("😀" + "]".repeat(69), Encoding.UCS_2, 2),
        arguments("🇮🇹" + "2".repeat(66), Encoding.UCS_2, 1),
        arguments("🇮🇹" + "2".repeat(67), Encoding.UCS_2, 2),
        arguments("🏳️‍🌈" + "2".repeat(64), Encoding.UCS_2, 1),
        arguments("🏳️‍🌈" + "2".repeat(65), Encoding.UCS_2, 2),
        arguments(FAMILY, Encoding.UCS_2, 1),
        arguments(FAMILY.repeat(9), Encoding.UCS_2, 2));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void countsAsTwiliosCalculatorDoes(String text, Encoding encoding, int segments) {
    var counted = Segments.of(text, false);

    assertThat(counted.encoding()).isEqualTo(encoding);
    assertThat(counted.count()).isEqualTo(segments);
  }

  @Test
  void keepsEveryGraphemeClusterWhole() {
    // Eight units each: eight of them fill 64 of 67 units.
    assertThat(Segments.of(FAMILY.repeat(16), false).count()).isEqualTo(2);
    assertThat(Segments.of(FAMILY.repeat(17), false).count()).isEqualTo(3);
    assertThat(FAMILY).hasSize(8);
  }

  @Test
  void cutsAClusterThatNoSegmentCanHold() {
    var zalgo = "a" + "\u0301".repeat(200);

    assertThat(Segments.of(zalgo, false).count()).isEqualTo(3);
  }

  @Test
  void givesTollFreeNumbersOneUnitLess() {
    assertThat(Segments.of("a".repeat(160), true).count()).isEqualTo(1);
    assertThat(Segments.of("a".repeat(304), true).count()).isEqualTo(2);
    assertThat(Segments.of("a".repeat(305), true).count()).isEqualTo(3);
    assertThat(Segments.of("ç".repeat(132), true).count()).isEqualTo(2);
    assertThat(Segments.of("ç".repeat(133), true).count()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"`", "ç", "\t", "“", "α", "😀"})
  void namesTheCharacterThatForcesUcs2(String forcing) {
    assertThat(Segments.of("Hello " + forcing + "!", false).forcing())
        .hasValue(forcing.codePointAt(0));
  }

  @Test
  void knowsTheWholeAlphabet() {
    var alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    var extension = "\f^{}\\[~]|€";

    assertThat(Segments.of(alphabet, false).units()).isEqualTo(127);
    assertThat(Segments.of(extension, false).units()).isEqualTo(20);
    assertThat(Segments.of(alphabet + extension, false).encoding()).isEqualTo(Encoding.GSM_7);
  }
}
