// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackRoute;
import java.util.Optional;

/** A route that can say what applying a callback again has changed. */
public interface ReplayedRoute extends CallbackRoute {

  /** What the callback is about, as it stands in this transaction; empty if it is not there. */
  Optional<ReplaySubject> subject(Callback callback);

  /**
   * Writes down, beside what the callback is about, that it was applied again.
   *
   * @param detail a sentence for a person; no body, no number
   */
  void note(Callback callback, String detail);
}
