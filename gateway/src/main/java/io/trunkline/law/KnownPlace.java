// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of where somebody is, beside the number.
 *
 * @param zone the clock that somebody lives by
 * @param postalCode as the country writes it; read in the United States and Canada
 * @param region ISO 3166-2 in the United States and Canada ({@code US-CA}), ISO 3166-1 elsewhere
 */
public record KnownPlace(
    @Nullable ZoneId zone, @Nullable String postalCode, @Nullable String region) {

  public static final KnownPlace NOTHING = new KnownPlace(null, null, null);

  /** The same with another clock. */
  public KnownPlace in(ZoneId other) {
    return new KnownPlace(other, postalCode, region);
  }
}
