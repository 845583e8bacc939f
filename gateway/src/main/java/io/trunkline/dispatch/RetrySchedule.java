// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from {@code first} up to {@code longest}, of
 * which a random half is taken off, so that what failed together does not come back together.
 */
public record RetrySchedule(Duration first, Duration longest) {

  /**
   * @param attempts how many have failed so far, at least 1
   */
  public Duration delay(int attempts, RandomGenerator random) {
    var doublings = Math.min(attempts - 1, 30);
    var full = first.multipliedBy(1L << doublings);
    var capped = full.compareTo(longest) < 0 ? full : longest;
    var millis = Math.max(2, capped.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}
