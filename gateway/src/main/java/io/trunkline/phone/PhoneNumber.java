// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number with its country code. Two are equal if they dial the same. Printing one masks it,
 * so that it can be logged; {@link #e164()} is the whole of it.
 *
 * <p>The constructor is for numbers that have been parsed before (out of a table); it checks the
 * shape only. What comes from outside goes through {@link #parse(String)}.
 *
 * @param e164 {@code +} and up to 15 digits
 */
public record PhoneNumber(String e164) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("A stored phone number is + and up to 15 digits");
    }
  }

  /**
   * Reads an international number, {@code +} first; spaces and punctuation do not matter. Whether
   * the range has been given out is not asked: new area codes come faster than the tables that list
   * them.
   *
   * @throws IllegalArgumentException with a sentence for whoever wrote the number, which does not
   *     repeat it
   */
  public static PhoneNumber parse(String international) {
    return NumberReader.international(international);
  }

  /**
   * Reads a number as it is dialled within a country. One that begins with {@code +} is read as
   * {@link #parse(String)} does.
   *
   * @param region ISO 3166-1, two letters
   * @throws IllegalArgumentException with a sentence for whoever wrote the number, which does not
   *     repeat it
   */
  public static PhoneNumber parse(String national, String region) {
    return NumberReader.national(national, region);
  }

  /** The country by ISO 3166-1; empty for toll-free and other numbers that belong to none. */
  public Optional<String> country() {
    return NumberingPlan.country(this);
  }

  /** The area code of a geographic number under +1; empty for all others. */
  public Optional<String> areaCode() {
    return AreaCode.digits(this);
  }

  public LineKind lineKind() {
    return NumberingPlan.lineKind(this);
  }

  public boolean isTollFree() {
    return lineKind() == LineKind.TOLL_FREE;
  }

  /** Where it may be. A mobile number without a place may be anywhere under its country code. */
  public Places places() {
    return NumberingPlan.places(this);
  }

  /** The country code, a little more, and the last two digits: {@code +1415•••••71}. */
  public String masked() {
    int shown = Math.min(5, e164.length() - 4);
    int hidden = e164.length() - shown - 2;
    return e164.substring(0, shown) + "•".repeat(hidden) + e164.substring(shown + hidden);
  }

  @Override
  public String toString() {
    return masked();
  }
}
