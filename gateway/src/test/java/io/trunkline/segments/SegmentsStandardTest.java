// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the count against one that was written from the standards and tries everything. */
class SegmentsStandardTest {

  private static final int TEXTS = 100_000;
  private static final Random RANDOM = new Random(23_040);

  /** Where a text of so many units has just become, or becomes next, one segment longer. */
  private static final int[] BORDERS = {66, 67, 70, 132, 134, 152, 153, 160, 201, 304, 306};

  private static final List<String> BASIC = List.of("ç", "“", "α", "ж", "中", "が", "\t", "\u200b");
  private static final List<String> ASTRAL =
      List.of("😀", "🌈", "𝒜", "🏽", "🇮", "🇹", "🇺🇸", "𠮷");
  private static final List<String> JOINING =
      List.of(
          "👨‍👩‍👧",
          "🏳️‍🌈",
          "👩🏽‍🦰",
          "❤️",
          "1️⃣",
          "\u200d",
          "\u0301",
          "é\u0301\u0323",
          "का",
          "ः");
  private static final List<String> HANGUL = List.of("ᄀ", "ᅡ", "ᆨ", "가", "각", "한");

  @Test
  void countsAsTheStandardsDo() {
    for (var i = 0; i < TEXTS; i++) {
      var text = text();
      var tollFree = RANDOM.nextBoolean();

      var counted = Segments.of(text, tollFree);

      var count = StandardCount.segments(text, tollFree);
      var gsm7 = StandardCount.fitsGsm7(text);
      if (counted.count() != count || (counted.encoding() == Encoding.GSM_7) != gsm7) {
        assertThat(counted)
            .as("%s%s", tollFree ? "toll-free: " : "", escaped(text))
            .extracting(Segments::count, Segments::encoding)
            .containsExactly(count, gsm7 ? Encoding.GSM_7 : Encoding.UCS_2);
      }
    }
  }

  /** Long runs of one unit put what follows onto a border; the rest is anything. */
  private static String text() {
    var foreign = RANDOM.nextInt(4);
    var text = new StringBuilder();
    var border = BORDERS[RANDOM.nextInt(foreign == 0 ? BORDERS.length : 6)];
    if (RANDOM.nextBoolean()) {
      text.append("a".repeat(border - 1 - RANDOM.nextInt(12)));
    }
    var length = border - 4 + RANDOM.nextInt(16);
    while (text.length() < length) {
      text.append(piece(foreign));
    }
    if (RANDOM.nextInt(2_000) == 0) {
      text.append("\u0301".repeat(60 + RANDOM.nextInt(90)));
    }
    return text.toString();
  }

  /** With 0 the text stays in GSM-7; the more, the more seldom it has plain characters. */
  private static String piece(int foreign) {
    return switch (foreign == 0 ? RANDOM.nextInt(3) : RANDOM.nextInt(3 + 2 * foreign)) {
      case 0 -> character(StandardCount.ALPHABET).replace('\u001b', '\n');
      case 1 -> character(StandardCount.EXTENSION);
      case 2 -> RANDOM.nextInt(4) == 0 ? "\r\n" : "a";
      case 3, 4 -> any(BASIC);
      case 5, 6 -> any(ASTRAL);
      case 7 -> any(JOINING);
      default -> any(HANGUL);
    };
  }

  private static String character(String of) {
    return String.valueOf(of.charAt(RANDOM.nextInt(of.length())));
  }

  private static String any(List<String> pieces) {
    return pieces.get(RANDOM.nextInt(pieces.size()));
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c > ' ' && c < 0x7F ? "" + (char) c : "\\u%04x".formatted(c))
        .collect(joining());
  }
}
