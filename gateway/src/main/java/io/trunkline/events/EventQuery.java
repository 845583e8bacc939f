// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which events to read.
 *
 * @param after only what comes after this one; null from the oldest that is kept
 * @param subject only what has happened to this; null for all
 * @param limit at most so many, 1 to {@value #LARGEST_PAGE}
 */
public record EventQuery(
    AccountId account,
    @Nullable EventId after,
    EventTypes types,
    @Nullable String subject,
    int limit) {

  public static final int LARGEST_PAGE = 1000;

  public EventQuery {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to %d events".formatted(LARGEST_PAGE));
    }
  }

  /** Without the subject, which may be a number. */
  @Override
  public String toString() {
    return "EventQuery[after " + after + ", " + limit + "]";
  }
}
