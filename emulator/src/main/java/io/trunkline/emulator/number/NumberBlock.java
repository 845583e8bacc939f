// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.seed.Mixing;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Numbers that begin alike and are from the same place. What is not known of the place is empty.
 *
 * @param prefix digits with the calling code, without a plus sign
 * @param moreDigits how many digits follow
 */
public record NumberBlock(String iso, NumberKind kind, String prefix, int moreDigits, Place place) {
  private static final int STEPS_APART = 20;

  /**
   * Where the numbers are from; latitude and longitude are degrees with decimals.
   *
   * @param lata local access and transport area, in the United States
   */
  public record Place(
      String locality,
      String region,
      String postalCode,
      String rateCenter,
      String lata,
      String latitude,
      String longitude) {}

  public boolean contains(String number) {
    return number.length() == 1 + prefix.length() + moreDigits && number.startsWith(prefix, 1);
  }

  /** All its numbers in an order that the seed decides; each of them once. */
  Stream<String> numbers(long seed) {
    long size = (long) Math.pow(10, moreDigits);
    long luck = Mixing.mix(seed ^ Long.parseLong(prefix)) >>> 1;
    // A step that has no divisor in common with the size visits every number before any again.
    long step = luck % (size / STEPS_APART) * STEPS_APART + 3;
    long start = (luck >>> 20) % size;
    return LongStream.range(0, size)
        .map(index -> (start + index * step) % size)
        .mapToObj(this::number)
        .filter(NumberBlock::isAssignable);
  }

  private String number(long more) {
    var digits = Long.toString(more);
    return "+" + prefix + "0".repeat(moreDigits - digits.length()) + digits;
  }

  /** In North America an exchange is none of 0xx, 1xx, x11 and 555. */
  private static boolean isAssignable(String number) {
    if (!PhoneNumbers.isNorthAmerican(number)) {
      return true;
    }
    return number.charAt(5) >= '2' && !number.startsWith("11", 6) && !number.startsWith("555", 5);
  }
}
