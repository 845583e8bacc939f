// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import io.trunkline.emulator.signal.Signal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The sums of all accounts. Only innermost categories are kept; the others are added up. */
public final class Usage {
  private final Map<String, ConcurrentNavigableMap<LocalDate, Map<String, Amount>>> accounts =
      new ConcurrentHashMap<>();

  private final Signal<Usage> changes = new Signal<>();

  public Usage() {}

  /** Told after each amount that was added. */
  Signal<Usage> changes() {
    return changes;
  }

  void add(String accountSid, LocalDate day, String category, Amount amount) {
    accounts
        .computeIfAbsent(accountSid, sid -> new ConcurrentSkipListMap<>())
        .computeIfAbsent(day, date -> new ConcurrentHashMap<>())
        .merge(category, amount, Amount::plus);
    changes.tell(this);
  }

  /** What the accounts used together on the days of the window. */
  public Amount sum(Collection<String> accountSids, UsageCategory category, UsageWindow window) {
    var sum = Amount.NONE;
    for (var sid : accountSids) {
      var days = accounts.get(sid);
      if (days != null) {
        for (var day : days.subMap(window.start(), true, window.end(), true).values()) {
          for (var entry : day.entrySet()) {
            sum = category.contains(entry.getKey()) ? sum.plus(entry.getValue()) : sum;
          }
        }
      }
    }
    return sum;
  }

  public void reset() {
    accounts.clear();
  }
}
