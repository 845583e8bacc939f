// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.law.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a message is treated of which nobody knows whether Twilio has it. Twice is worse than late
 * for marketing; late is as bad as never for codes and alarms.
 *
 * @param searchAfter how long after the handing over Twilio's records are searched, unless a
 *     callback settles it before
 * @param searchEvery the pause between two searches
 * @param absences how many searches in a row must show that Twilio does not have it before it is
 *     handed over again; at least 2, since a record may appear late
 * @param personAfter how long after the handing over it is left to a person, if Twilio's records
 *     tell neither that it is there nor that it is not
 * @param worthFor how long after its acceptance it is worth handing over again, unless it says
 *     itself until when; for ever if null
 */
record DoubtPolicy(
    Duration searchAfter,
    Duration searchEvery,
    int absences,
    Duration personAfter,
    @Nullable Duration worthFor) {

  /** What holds unless it is configured; the table is in {@code docs/operations.md}. */
  static DoubtPolicy of(Purpose purpose) {
    return switch (purpose) {
      case EMERGENCY -> policy(10, 10, 2, Duration.ofMinutes(5), null);
      case OTP -> policy(10, 10, 2, Duration.ofMinutes(10), Duration.ofMinutes(10));
      case TRANSACTIONAL -> policy(30, 30, 2, Duration.ofHours(1), null);
      case INFORMATIONAL -> policy(60, 120, 3, Duration.ofHours(6), null);
      case MARKETING -> policy(300, 900, 4, Duration.ofHours(24), null);
    };
  }

  private static DoubtPolicy policy(
      int searchAfter,
      int searchEvery,
      int absences,
      Duration personAfter,
      @Nullable Duration worthFor) {
    return new DoubtPolicy(
        Duration.ofSeconds(searchAfter),
        Duration.ofSeconds(searchEvery),
        absences,
        personAfter,
        worthFor);
  }

  /** Refuses what cannot be; {@code name} is where it is configured. */
  DoubtPolicy checked(String name) {
    positive(name + ".search-after", searchAfter);
    positive(name + ".search-every", searchEvery);
    positive(name + ".person-after", personAfter);
    if (worthFor != null) {
      positive(name + ".worth-for", worthFor);
    }
    if (absences < 2) {
      throw new IllegalArgumentException(name + ".absences is at least 2");
    }
    return this;
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is longer than nothing");
    }
  }
}
