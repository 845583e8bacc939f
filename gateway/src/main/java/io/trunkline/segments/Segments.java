// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The segments of one text, as Twilio's own calculator counts them (TwilioDevEd's
 * message-segment-calculator, 2024-06-26): a segment never ends inside an extension character's
 * escape pair, a surrogate pair or a grapheme cluster, so a long text may need one more than
 * division says. A line break of two characters is no such cluster: it may be cut.
 *
 * @param count how many segments; at least 1
 * @param units septets (GSM-7) or UTF-16 code units (UCS-2) in all
 * @param forcing the first code point that GSM-7 does not have and that so forces UCS-2
 */
public record Segments(Encoding encoding, int count, int units, OptionalInt forcing) {

  /**
   * How many units fit.
   *
   * @param single in a text of one segment
   * @param joined in each segment of a longer one, beside the header that joins them
   */
  private record Capacity(int single, int joined) {}

  private static final Capacity GSM_7 = new Capacity(160, 153);
  private static final Capacity UCS_2 = new Capacity(70, 67);
  private static final Capacity TOLL_FREE_GSM_7 = new Capacity(160, 152);
  private static final Capacity TOLL_FREE_UCS_2 = new Capacity(70, 66);

  /**
   * Counts a text.
   *
   * @param northAmericanTollFree whether it goes from a toll-free number to the United States or
   *     Canada, where a joined segment holds one unit less
   */
  public static Segments of(String text, boolean northAmericanTollFree) {
    var forcing = text.codePoints().filter(point -> GsmAlphabet.septets(point) == 0).findFirst();
    return forcing.isEmpty()
        ? gsm7(text, northAmericanTollFree ? TOLL_FREE_GSM_7 : GSM_7)
        : ucs2(text, northAmericanTollFree ? TOLL_FREE_UCS_2 : UCS_2, forcing);
  }

  /** Where in a text the code points are that force UCS-2, as indexes of UTF-16 units. */
  public static List<Integer> forcing(String text) {
    var indexes = new ArrayList<Integer>();
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      if (GsmAlphabet.septets(text.codePointAt(i)) == 0) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  private static Segments gsm7(String text, Capacity capacity) {
    var packing = new Packing(capacity.joined());
    text.chars().map(GsmAlphabet::septets).forEach(packing::add);
    return packing.result(Encoding.GSM_7, capacity, OptionalInt.empty());
  }

  private static Segments ucs2(String text, Capacity capacity, OptionalInt forcing) {
    var packing = new Packing(capacity.joined());
    var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    var start = clusters.first();
    for (var end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      if (end - start > capacity.joined() || text.startsWith("\r\n", start)) {
        // No segment can hold the cluster, or Twilio takes it apart.
        text.substring(start, end).codePoints().map(Character::charCount).forEach(packing::add);
      } else {
        packing.add(end - start);
      }
      start = end;
    }
    return packing.result(Encoding.UCS_2, capacity, forcing);
  }

  /** Fills segments one after the other with pieces that stay whole. */
  private static final class Packing {

    private final int capacity;
    private int segments = 1;
    private int inLast;
    private int units;

    Packing(int capacity) {
      this.capacity = capacity;
    }

    void add(int piece) {
      if (inLast + piece > capacity) {
        segments++;
        inLast = 0;
      }
      inLast += piece;
      units += piece;
    }

    Segments result(Encoding encoding, Capacity limits, OptionalInt forcing) {
      return new Segments(encoding, units <= limits.single() ? 1 : segments, units, forcing);
    }
  }
}
