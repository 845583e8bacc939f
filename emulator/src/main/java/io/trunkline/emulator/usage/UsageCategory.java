// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.FactTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that Twilio counts.
 *
 * @param partOf the category that contains this one; empty for the outermost
 * @param countUnit empty if it is not counted
 */
@Seen(
    what = "Categories contain others, as sms contains sms-inbound; totalprice contains all.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/api/usage-record")
public record UsageCategory(
    String name, String partOf, String description, String countUnit, String usageUnit) {
  /** The outermost category, whose usage is money. */
  public static final String TOTAL = "totalprice";

  private static final Map<String, UsageCategory> ALL = new LinkedHashMap<>();

  static {
    for (var row : FactTable.read("usage-categories.csv")) {
      var category =
          new UsageCategory(
              row.get("category"),
              row.get("part_of"),
              row.get("description"),
              row.get("count_unit"),
              row.get("usage_unit"));
      ALL.put(category.name(), category);
    }
  }

  public static List<UsageCategory> all() {
    return new ArrayList<>(ALL.values());
  }

  public static Optional<UsageCategory> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  public boolean isTotal() {
    return name.equals(TOTAL);
  }

  /** Whether it is the named category or contains it, at any depth. */
  boolean contains(String other) {
    var inner = ALL.get(other);
    return name.equals(other) || (inner != null && contains(inner.partOf()));
  }
}
