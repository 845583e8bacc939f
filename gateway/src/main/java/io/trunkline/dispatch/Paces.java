// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.List;

/** The paces of all limits of one lane, which its rows keep together; none if it is unpaced. */
record Paces(List<Pace> all) {

  Paces {
    all = List.copyOf(all);
  }

  /** Whether one more unit may leave by all of them. */
  boolean areFree(boolean urgent, Instant now) {
    return all.stream().allMatch(pace -> pace.isFree(urgent, now));
  }

  /** When the last of them is worth a claim; long ago if there is none. */
  Instant worthClaimingAt(boolean urgent) {
    return all.stream()
        .map(pace -> pace.worthClaimingAt(urgent))
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** The paces after these units have left, in the same order. */
  Paces after(int units, boolean urgent, boolean contested, Instant now) {
    return new Paces(all.stream().map(pace -> pace.after(units, urgent, contested, now)).toList());
  }

  /** How many units may leave now by all of them. */
  int free(boolean urgent, Instant now) {
    return all.stream().mapToInt(pace -> pace.free(urgent, now)).min().orElse(Integer.MAX_VALUE);
  }
}
