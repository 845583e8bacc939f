// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import org.jspecify.annotations.Nullable;

/**
 * What a text was taken for.
 *
 * @param answer what to say to it; null if there is nothing to say, if it is too late, or if Twilio
 *     has said it
 * @param ends whether it takes back consent, or may: from now on something that may have been on
 *     its way may not go any more
 */
public record Understood(@Nullable String answer, boolean ends) {

  /** Says nothing about consent. */
  public static final Understood NOTHING = new Understood(null, false);
}
