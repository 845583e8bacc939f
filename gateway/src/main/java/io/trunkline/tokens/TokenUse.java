// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One auth token of an account, as far as it may be shown.
 *
 * @param role of the two
 * @param fingerprint eight hexadecimal digits by which people can tell tokens apart
 * @param lastSignedAt when a callback that it signed last came in, to the minute; absent if none
 *     has
 */
public record TokenUse(Role role, String fingerprint, @Nullable Instant lastSignedAt) {

  /** Which of the two tokens that are valid during a rotation. */
  public enum Role {
    PRIMARY,
    SECONDARY
  }
}
