// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {
  private static final String SMILE = "\uD83D\uDE00";
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  /** The same as Twilio's own calculator, TwilioDevEd/message-segment-calculator. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("", 1),
        Arguments.of("a".repeat(160), 1),
        Arguments.of("a".repeat(161), 2),
        Arguments.of("a".repeat(306), 2),
        Arguments.of("a".repeat(307), 3),
        Arguments.of("€".repeat(80), 1),
        Arguments.of("€".repeat(81), 2),
        Arguments.of("€".repeat(153), 3),
        Arguments.of("a".repeat(152) + "€" + "a".repeat(152), 3),
        Arguments.of("ç".repeat(70), 1),
        Arguments.of("ç".repeat(71), 2),
        Arguments.of("`" + "a".repeat(70), 2),
        Arguments.of(SMILE.repeat(35), 1),
        Arguments.of(SMILE.repeat(36), 2),
        Arguments.of("a".repeat(69) + SMILE, 2),
        Arguments.of("a".repeat(66) + SMILE + "a".repeat(10), 2),
        // A line break of two characters may be cut: 134 units fit 2 segments of 67.
        Arguments.of("ç".repeat(66) + "\r\n" + "ç".repeat(66), 2),
        Arguments.of(FAMILY, 1),
        Arguments.of(FAMILY.repeat(9), 2),
        // A border inside the ninth family would give 2; whole clusters need 8 + 8 + 1 of 67.
        Arguments.of(FAMILY.repeat(17), 3),
        // 134 units would fit 2 segments of 67, but no surrogate pair may be cut.
        Arguments.of(SMILE.repeat(67), 3));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void countsLikeTwiliosCalculator(String text, int segments) {
    assertThat(Segments.count(text, "+14155550100", "+14155550123")).isEqualTo(segments);
  }

  @Test
  void sendsShorterSegmentsFromTollFreeNumbersToNorthAmerica() {
    assertThat(fromTollFree("a".repeat(160), "+14155550123")).isEqualTo(1);
    assertThat(fromTollFree("a".repeat(304), "+14155550123")).isEqualTo(2);
    assertThat(fromTollFree("a".repeat(305), "+14155550123")).isEqualTo(3);
    assertThat(fromTollFree("ç".repeat(70), "+14155550123")).isEqualTo(1);
    assertThat(fromTollFree("ç".repeat(132), "+14155550123")).isEqualTo(2);
    assertThat(fromTollFree("ç".repeat(133), "+14155550123")).isEqualTo(3);
    assertThat(fromTollFree("a".repeat(305), "+447700900123")).isEqualTo(2);
  }

  private static int fromTollFree(String text, String to) {
    return Segments.count(text, "+18885550100", to);
  }

  @Test
  void cutsAClusterThatNoSegmentCanHold() {
    var cluster = "e" + "\u0301".repeat(99);

    assertThat(Segments.count(cluster, "+14155550100", "+14155550123")).isEqualTo(2);
  }
}
