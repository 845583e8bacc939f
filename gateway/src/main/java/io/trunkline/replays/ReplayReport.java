// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import io.trunkline.callbacks.CallbackId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of some of the callbacks of a question, the oldest first.
 *
 * @param next where to go on; absent if there are no more
 */
public record ReplayReport(List<ReplayResult> results, @Nullable CallbackId next) {

  public ReplayReport {
    results = List.copyOf(results);
  }
}
