// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.UUID;

/**
 * A row that waits and is due.
 *
 * @param priority the lower leaves first; those of one lane with the same priority are a class
 */
record Waiting(UUID id, int priority, Instant dueAt, int units) {

  private static final int LEAST_URGENT = 1;

  /** Whether rows of this priority overtake: those for which somebody waits with phone in hand. */
  static boolean isUrgent(int priority) {
    return priority <= LEAST_URGENT;
  }

  static boolean isNotUrgent(int priority) {
    return !isUrgent(priority);
  }

  boolean isUrgent() {
    return isUrgent(priority);
  }
}
