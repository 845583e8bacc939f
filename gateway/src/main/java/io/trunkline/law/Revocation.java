// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.util.List;
import java.util.Set;

/**
 * What somebody who says STOP ends at least.
 *
 * @param ends the purposes for which nothing may be sent any more
 * @param reach how much of it beside what was answered
 */
public record Revocation(Set<Purpose> ends, Reach reach, List<Reason> because) {

  /** The narrowest first. */
  public enum Reach {
    /** The programme that was answered. */
    PROGRAMME,
    /** All that the sender sends. */
    SENDER,
    /** All that the account sends. */
    ALL
  }

  public Revocation {
    ends = Set.copyOf(ends);
    because = List.copyOf(because);
  }
}
