// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy makes of a proposal.
 *
 * @param body its words, with the stop line where that is due; whoever sends them counts their
 *     segments
 * @param warnings what was found and refuses nothing
 * @param tells whether it is to be noted that the recipient is told how to opt out, once it is
 *     {@linkplain Scrutiny#told accepted}
 * @param refusal why it is not to be sent; null if nothing is against it
 */
public record Verdict(
    String body, List<Finding> warnings, boolean tells, @Nullable Refusal refusal) {

  public Verdict {
    warnings = List.copyOf(warnings);
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "Verdict[" + warnings + ", " + refusal + "]";
  }
}
