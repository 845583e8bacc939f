// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that somebody was reached, or will be.
 *
 * @param programme what it was about; null counts for every subject
 */
public record Contact(Instant at, @Nullable String programme, Medium medium) {

  /** The same, at this instant if it seems to be later. */
  public Contact notAfter(Instant latest) {
    return at.isAfter(latest) ? new Contact(latest, programme, medium) : this;
  }
}
