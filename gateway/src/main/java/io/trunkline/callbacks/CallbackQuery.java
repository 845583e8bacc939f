// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of an account's callbacks; what is null does not matter.
 *
 * @param from which came in then or later
 * @param to which came in before
 * @param subject what they are about: an id of ours in their path, or a SID of Twilio's
 * @param after where the page before ended
 * @param limit 1 to {@link #LARGEST_PAGE}
 */
public record CallbackQuery(
    @Nullable String kind,
    @Nullable CallbackState state,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String subject,
    @Nullable CallbackId after,
    int limit) {

  /** As many as are shown or applied at once. */
  public static final int LARGEST_PAGE = 500;

  public CallbackQuery {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit is 1 to " + LARGEST_PAGE);
    }
  }
}
