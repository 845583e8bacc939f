// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import java.time.LocalDate;

/** Days from the first to the last, both included; the last is not before the first. */
public record UsageWindow(LocalDate start, LocalDate end) {
  /** The days that both windows have, if the other is not wholly outside. */
  UsageWindow within(UsageWindow limits) {
    return new UsageWindow(
        start.isBefore(limits.start) ? limits.start : start,
        end.isAfter(limits.end) ? limits.end : end);
  }
}
