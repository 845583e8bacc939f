// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;

/**
 * How far a limit is used up.
 *
 * @param all when all units that have left would have gone out at an even pace
 * @param urgent the same of the urgent ones alone
 */
record Clocks(Instant all, Instant urgent) {

  static Clocks at(Instant now) {
    return new Clocks(now, now);
  }
}
