// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * How late it is on somebody's wall; an instant only together with where that is.
 *
 * @param time to the second
 */
public record WallClock(LocalDateTime time) {

  /**
   * Reads {@code 2026-11-25T09:00}, with seconds or without.
   *
   * @throws java.time.DateTimeException if it is none
   */
  public static WallClock parse(String text) {
    return new WallClock(LocalDateTime.parse(text));
  }

  /**
   * The first instant at which it is at least this late in every one of the zones. A time that a
   * place skips (clocks go forward) is the moment they go forward; a time that comes twice (clocks
   * go back) is the first of the two.
   *
   * @return empty if there is no zone
   */
  Optional<Instant> everywhere(Collection<ZoneId> zones) {
    return zones.stream().map(this::at).max(Comparator.naturalOrder());
  }

  /** When it is so late in Greenwich, which is at most 14 hours from anywhere. */
  Instant inGreenwich() {
    return time.toInstant(ZoneOffset.UTC);
  }

  private Instant at(ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  @Override
  public String toString() {
    return time.toString();
  }
}
