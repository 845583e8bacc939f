// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import java.math.BigDecimal;
import java.util.Currency;

/** So much of a currency. */
public record Money(BigDecimal amount, Currency currency) {

  Money times(int count) {
    return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
  }
}
