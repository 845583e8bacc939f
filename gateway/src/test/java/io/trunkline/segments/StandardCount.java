// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Segments as the standards have them, slowly: a text becomes pieces of so many bits (3GPP TS
 * 23.038; clusters by the regular expression of Unicode's UAX #29), and every way to cut it between
 * pieces is tried (3GPP TS 23.040).
 */
final class StandardCount {

  /** TS 23.038 §6.2.1: a character's place is its code. */
  static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** TS 23.038 §6.2.1.1: two septets each, of which the first is an escape. */
  static final String EXTENSION = "\f^{}\\[~]|€";

  private static final char ESCAPE = '\u001b';
  private static final int BITS = 140 * 8;

  /** TS 23.040 §9.2.3.24: lengths, the element's name, a reference, how many there are, which. */
  private static final int HEADER = 5 * 8;

  /** UAX #29, table 1c, over the letters of {@link #kind}. */
  private static final Pattern CLUSTER =
      Pattern.compile(
          "RN|[RNC]|(?:L*(?:V+|HV*|I)T*|L+|T+|FF|P(?:E*ZP)*|[^RNC])[EZS]*", Pattern.DOTALL);

  private StandardCount() {}

  static boolean fitsGsm7(String text) {
    return text.chars()
        .allMatch(c -> c != ESCAPE && (ALPHABET.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0));
  }

  /**
   * @param wideReference whether the segments' common reference has sixteen bits and not eight, as
   *     the carriers of toll-free numbers want it
   */
  static int segments(String text, boolean wideReference) {
    var header = HEADER + (wideReference ? 16 : 8);
    if (fitsGsm7(text)) {
      // After the header the text begins at the next septet.
      var joined = (BITS - header) / 7 * 7;
      return fewest(text.chars().map(c -> ALPHABET.indexOf(c) < 0 ? 14 : 7).toArray(), joined);
    }
    var joined = (BITS - header) / 16 * 16;
    return fewest(pieces(text, joined).stream().mapToInt(p -> p.length() * 16).toArray(), joined);
  }

  private static int fewest(int[] pieces, int joined) {
    var all = 0;
    for (var piece : pieces) {
      all += piece;
    }
    if (all <= BITS) {
      return 1;
    }
    var ends = new boolean[pieces.length + 1];
    ends[0] = true;
    for (var segments = 1; ; segments++) {
      var next = new boolean[pieces.length + 1];
      for (var from = 0; from < pieces.length; from++) {
        var bits = 0;
        for (var to = from; ends[from] && to < pieces.length; to++) {
          bits += pieces[to];
          if (bits > joined) {
            break;
          }
          next[to + 1] = true;
        }
      }
      if (next[pieces.length]) {
        return segments;
      }
      ends = next;
    }
  }

  private static List<String> pieces(String text, int joined) {
    var points = text.codePoints().toArray();
    var kinds = text.codePoints().mapToObj(StandardCount::kind).collect(joining());
    var pieces = new ArrayList<String>();
    for (var cluster = CLUSTER.matcher(kinds); cluster.find(); ) {
      var whole = new String(points, cluster.start(), cluster.end() - cluster.start());
      if (whole.equals("\r\n") || whole.length() * 16 > joined) {
        whole.codePoints().mapToObj(Character::toString).forEach(pieces::add);
      } else {
        pieces.add(whole);
      }
    }
    return pieces;
  }

  /** The Grapheme_Cluster_Break of those characters that the tests draw. */
  private static String kind(int point) {
    if (point == '\r') {
      return "R";
    } else if (point == '\n') {
      return "N";
    } else if (point < ' ' || point == 0x7F || point == 0x200B || point == 0x2028) {
      return "C";
    } else if (point == 0x200D) {
      return "Z";
    } else if (in(point, 0x300, 0x36F)
        || in(point, 0x1F3FB, 0x1F3FF)
        || in(point, 0xFE00, 0xFE0F)
        || point == 0x20E3) {
      return "E";
    } else if (in(point, 0x93E, 0x940) || point == 0x903) {
      return "S";
    } else if (in(point, 0x1F1E6, 0x1F1FF)) {
      return "F";
    } else if (in(point, 0x1F300, 0x1F64F) || in(point, 0x1F900, 0x1F9FF) || point == 0x2764) {
      return "P";
    } else if (in(point, 0x1100, 0x115F)) {
      return "L";
    } else if (in(point, 0x1160, 0x11A7)) {
      return "V";
    } else if (in(point, 0x11A8, 0x11FF)) {
      return "T";
    } else if (in(point, 0xAC00, 0xD7A3)) {
      return (point - 0xAC00) % 28 == 0 ? "H" : "I";
    }
    return "O";
  }

  private static boolean in(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
