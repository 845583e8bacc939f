// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt that has failed is made again: after each of these times, to which up to a fifth
 * is added, so that what failed together does not come back together.
 */
record WebhookRetries(List<Duration> delays) {

  /** However long somebody wants to hear nothing. */
  static final Duration MOST_PATIENT = Duration.ofDays(1);

  private static final int JITTER = 5;

  /** How long they take at most, unless the endpoint asks for more. */
  static Duration longest(List<Duration> delays) {
    var all = delays.stream().reduce(Duration.ZERO, Duration::plus);
    return all.plus(all.dividedBy(JITTER));
  }

  /**
   * @param failures how many there were, this one among them; at least 1
   * @param retryAt the earliest time that the endpoint has named
   * @return empty if it was the last
   */
  Optional<Instant> next(
      int failures, Instant now, @Nullable Instant retryAt, RandomGenerator random) {
    if (failures > delays.size()) {
      return Optional.empty();
    }
    var delay = delays.get(failures - 1);
    var scheduled = now.plus(delay).plusMillis(random.nextLong(delay.toMillis() / JITTER + 1));
    if (retryAt == null) {
      return Optional.of(scheduled);
    }
    var asked = bounded(retryAt, now);
    return Optional.of(asked.isAfter(scheduled) ? asked : scheduled);
  }

  static Instant bounded(Instant retryAt, Instant now) {
    var latest = now.plus(MOST_PATIENT);
    return retryAt.isAfter(latest) ? latest : retryAt;
  }
}
