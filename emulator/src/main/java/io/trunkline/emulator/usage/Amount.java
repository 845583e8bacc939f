// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import java.math.BigDecimal;

/**
 * How much was used.
 *
 * @param count how often
 * @param usage how much, in the category's unit
 * @param price in US dollars, not negative
 */
public record Amount(long count, long usage, BigDecimal price) {
  public static final Amount NONE = new Amount(0, 0, BigDecimal.ZERO);

  Amount plus(Amount other) {
    return new Amount(count + other.count, usage + other.usage, price.add(other.price));
  }
}
