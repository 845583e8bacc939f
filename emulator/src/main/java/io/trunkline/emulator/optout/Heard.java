// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio makes of a text before it asks anybody.
 *
 * @param answer what it says to the person itself
 * @param type what it tells the webhook, which is nothing without Advanced Opt-Out
 */
public record Heard(Optional<String> answer, @Nullable OptOutType type) {
  /** Nothing at all. */
  public static final Heard NOTHING = new Heard(Optional.empty(), null);
}
