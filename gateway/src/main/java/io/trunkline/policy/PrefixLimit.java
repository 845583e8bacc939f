// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * How many messages may go to numbers that differ in their last digits only: whoever is paid for
 * traffic asks for codes to such neighbours, one after the other.
 *
 * @param most 1 to 10,000
 * @param within the window, which slides; a second to {@link #LONGEST}
 * @param digits how many of the last digits do not count: 3 or 4
 */
public record PrefixLimit(int most, Duration within, int digits) {

  static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST = 10_000;
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})/(P[0-9A-Z.]+)/([34])");

  public PrefixLimit {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("A limit is 1 to " + MOST + " messages");
    }
    if (within.compareTo(Duration.ofSeconds(1)) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("The window of a limit is a second to a day");
    }
    if (digits != 3 && digits != 4) {
      throw new IllegalArgumentException("A limit leaves out the last 3 or 4 digits");
    }
  }

  /**
   * Reads {@code 30/PT10M/4}: 30 within ten minutes to numbers that differ in the last four digits.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PrefixLimit parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException("A limit is written as in 30/PT10M/4");
    }
    return new PrefixLimit(
        Integer.parseInt(written.group(1)),
        duration(written.group(2)),
        Integer.parseInt(written.group(3)));
  }

  static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("A time is written as in PT10M or P30D", e);
    }
  }

  /** What it counts of a number. */
  String prefix(PhoneNumber number) {
    var e164 = number.e164();
    return e164.substring(0, e164.length() - digits);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return most + "/" + within + "/" + digits;
  }
}
