// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as words in lower case with a blank on either side of each and a stroke between clauses:
 * {@code " please stop / thanks "}. Compatibility forms are folded; accents, apostrophes, symbols
 * and invisible characters dropped, {@code #} read out; {@code "S.T.O.P"} and {@code "stooop"} put
 * back together.
 */
final class Words {

  static final String STROKE = "/";

  private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´ʼ＇]");
  private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");
  private static final Pattern SPELLED =
      Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}(?:[\\s.*_-]{1,2}\\p{L}(?![\\p{L}\\p{N}])){2,}");
  private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{2,}");
  private static final Pattern CLAUSE_ENDS =
      Pattern.compile("[.!?;:,()\\[\\]\\r\\n]+|\\s[-–—]+\\s");
  private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\s" + STROKE + "]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern STROKES = Pattern.compile("(?: " + STROKE + ")+ ");
  private static final Pattern OUTER_STROKES =
      Pattern.compile("^ " + STROKE + "(?= )| " + STROKE + "(?= $)");

  private Words() {}

  static String of(String text) {
    var words =
        APOSTROPHES.matcher(text.replace(STROKE, " ").replace("#", " number ")).replaceAll("");
    words = MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKD)).replaceAll("");
    words = words.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    words = SPELLED.matcher(words).replaceAll(found -> found.group().replaceAll("[^\\p{L}]", ""));
    words = STRETCHED.matcher(words).replaceAll("$1");
    words = CLAUSE_ENDS.matcher(words).replaceAll(" " + STROKE + " ");
    words = NOT_IN_WORDS.matcher(words).replaceAll(" ");
    words = SPACES.matcher(" " + words + " ").replaceAll(" ");
    words = STROKES.matcher(words).replaceAll(" " + STROKE + " ");
    return OUTER_STROKES.matcher(words).replaceAll("");
  }
}
