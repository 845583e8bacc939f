// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.law.WeekHours;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an account restrains itself in one programme, beside what holds for all it sends.
 *
 * @param hours when its marketing may reach people, by their own clocks; null for whenever the rest
 *     allows
 * @param caps how often its marketing may reach one person; what else reaches them does not count
 * @param pausedUntil until when it advertises to nobody; null if it is not paused
 */
public record OwnProgramme(
    @Nullable WeekHours hours, List<OwnCap> caps, @Nullable Instant pausedUntil) {

  static final OwnProgramme UNRESTRAINED = new OwnProgramme(null, List.of(), null);

  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";

  public OwnProgramme {
    caps = List.copyOf(caps);
  }

  static void check(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "A programme has up to 63 lower-case letters, digits, hyphens and underscores");
    }
  }
}
