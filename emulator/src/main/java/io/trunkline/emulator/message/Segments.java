// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.PhoneNumbers;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Counts the SMS segments of a text: GSM-7 if its alphabet has every character, else UCS-2 for the
 * whole text. A segment border never falls inside an escape pair, a surrogate pair or a grapheme
 * cluster.
 */
@Seen(
    what = "160 or 153 characters of GSM-7, 70 or 67 of UCS-2 make a segment.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "glossary/what-sms-character-limit")
public final class Segments {
  private static final Limits GSM = new Limits(160, 153);
  private static final Limits UCS2 = new Limits(70, 67);
  private static final Limits TOLL_FREE_GSM = new Limits(160, 152);
  private static final Limits TOLL_FREE_UCS2 = new Limits(70, 66);

  private Segments() {}

  private record Limits(int single, int each) {}

  /** The number of segments between the two numbers; an empty text is one. */
  public static int count(String text, String from, String to) {
    boolean tollFree = PhoneNumbers.isTollFree(from) && PhoneNumbers.isNorthAmerican(to);
    int septets = GsmAlphabet.septets(text);
    if (septets >= 0) {
      var limits = tollFree ? TOLL_FREE_GSM : GSM;
      return septets <= limits.single ? 1 : gsm(text, limits.each);
    }
    var limits = tollFree ? TOLL_FREE_UCS2 : UCS2;
    return text.length() <= limits.single ? 1 : ucs2(text, limits.each);
  }

  private static int gsm(String text, int each) {
    int segments = 1;
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      int size = GsmAlphabet.septets(text.charAt(i));
      if (used + size > each) {
        segments++;
        used = 0;
      }
      used += size;
    }
    return segments;
  }

  private static int ucs2(String text, int each) {
    var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int segments = 1;
    int used = 0;
    int start = clusters.first();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      // A cluster that no segment can hold is cut between its code points, and so is a line break.
      boolean whole = end - start <= each && !text.startsWith("\r\n", start);
      int step = whole ? end - start : 0;
      while (start < end) {
        int size = step > 0 ? step : Character.charCount(text.codePointAt(start));
        if (used + size > each) {
          segments++;
          used = 0;
        }
        used += size;
        start += size;
      }
    }
    return segments;
  }
}
