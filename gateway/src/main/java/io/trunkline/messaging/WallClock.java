// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** When it is so late on somebody's wall. */
final class WallClock {

  private WallClock() {}

  /**
   * The first instant at which it is at least this late in every one of the zones. A time that a
   * place skips (clocks go forward) is the moment they go forward; a time that comes twice (clocks
   * go back) is the first of the two.
   *
   * @return empty if there is no zone
   */
  static Optional<Instant> everywhere(LocalDateTime time, Collection<ZoneId> zones) {
    return zones.stream().map(zone -> at(time, zone)).max(Comparator.naturalOrder());
  }

  private static Instant at(LocalDateTime time, ZoneId zone) {
    var gap = zone.getRules().getTransition(time);
    return gap != null && gap.isGap()
        ? gap.getInstant()
        : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
