// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import io.trunkline.callbacks.CallbackId;
import org.jspecify.annotations.Nullable;

/**
 * What became of applying a stored callback again.
 *
 * @param subject what it is about; absent if that is not there, or its room does not say
 * @param from how that stood before; absent if it was not there
 * @param to how it stands since
 * @param because why it failed; empty if it did not
 */
public record ReplayResult(
    CallbackId id,
    String kind,
    Outcome outcome,
    @Nullable String subject,
    @Nullable String from,
    @Nullable String to,
    String because) {

  /** What has changed. */
  public enum Outcome {
    CHANGED,
    /** It was so already. */
    UNCHANGED,
    /** Done; its room does not say what that has changed. */
    APPLIED,
    /** Nothing has changed, and the callback is where it was. */
    FAILED,
    /** It would be applied. */
    WOULD_APPLY
  }
}
