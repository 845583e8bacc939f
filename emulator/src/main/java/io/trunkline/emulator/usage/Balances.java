// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import io.trunkline.emulator.account.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The money of accounts: each begins with the same amount and pays what it uses itself. */
public final class Balances {
  private static final UsageWindow EVER = new UsageWindow(LocalDate.EPOCH, LocalDate.MAX);

  private final Usage usage;
  private final BigDecimal beginning;

  /** The amount is in US dollars. */
  public Balances(Usage usage, BigDecimal beginning) {
    this.usage = usage;
    this.beginning = beginning;
  }

  /** In US dollars; negative if more was spent than was there. */
  public BigDecimal of(Account account) {
    var total = UsageCategory.of(UsageCategory.TOTAL).orElseThrow();
    return beginning.subtract(usage.sum(List.of(account.sid()), total, EVER).price());
  }
}
