// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The paces of all limits of one lane, which its rows keep together; none if it is unpaced. */
record Paces(List<Pace> all) {

  Paces {
    all = List.copyOf(all);
  }

  /** Whether one more unit may leave by all of them. */
  boolean areFree(Instant now, Duration ahead) {
    return all.stream().allMatch(pace -> pace.isFree(now, ahead));
  }

  /** The paces after these units have left, in the same order. */
  Paces after(int units, Instant now) {
    return new Paces(all.stream().map(pace -> pace.after(units, now)).toList());
  }

  /** How many units can leave at once by the slowest of them. */
  int mostAtOnce(Duration ahead) {
    return all.stream().mapToInt(pace -> pace.mostAtOnce(ahead)).min().orElse(Integer.MAX_VALUE);
  }
}
