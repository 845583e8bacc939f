// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.Optional;

/** A stored callback, and the route that applies it. */
public record RoutedCallback(Callback callback, CallbackRoute route) {

  /**
   * Applies it in the transaction of the caller, who rolls back if it could not be.
   *
   * @return why it could not be applied; empty if it was
   * @throws RuntimeException as {@link CallbackRoute#apply} does
   */
  public Optional<String> apply() {
    return Optional.ofNullable(CallbackApplier.failure(route.apply(callback)));
  }
}
